//! What the city says of itself: `city.toml`, a row a value, named by its way down the file.
use super::sheet::Bad;
use toml::Value;

const FILE: &str = include_str!("../../../../data/city.toml");

/// `hotline.number` becomes `city.hotline.number`, the second emergency line's name `city.emergency.1.name_vi`.
pub fn read() -> Result<Vec<(String, String)>, Bad> {
    let table: toml::Table = FILE.parse().map_err(|error| Bad(format!("city.toml: {error}")))?;
    let mut rows = Vec::new();
    flatten("city", &Value::Table(table), &mut rows);
    Ok(rows)
}

fn flatten(name: &str, value: &Value, rows: &mut Vec<(String, String)>) {
    let mut keep = |text: String| rows.push((name.to_owned(), text));
    match value {
        Value::String(text) => keep(text.clone()),
        Value::Integer(number) => keep(number.to_string()),
        Value::Float(number) => keep(number.to_string()),
        Value::Boolean(truth) => keep(truth.to_string()),
        Value::Datetime(moment) => keep(moment.to_string()),
        Value::Table(table) => {
            table.iter().for_each(|(key, inner)| flatten(&format!("{name}.{key}"), inner, rows))
        }
        Value::Array(items) if items.iter().all(Value::is_str) => {
            keep(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, inner)| flatten(&format!("{name}.{at}"), inner, rows));
        }
    }
}
