//! The city's names, read whole: three small tables, so that no list asks for a name row by row.
use super::{Conn, Found, agencies};
use crate::domain::city::{Agency, Category, Commune};
use crate::ids::{AgencyId, CategoryId, CommuneId};
use crate::schema::{categories, communes};
use diesel::prelude::*;
use std::collections::HashMap;

pub struct Names {
    pub agencies: HashMap<AgencyId, Agency>,
    pub categories: HashMap<CategoryId, Category>,
    pub communes: HashMap<CommuneId, Commune>,
}

impl Names {
    pub fn load(conn: &mut Conn) -> Found<Self> {
        let agencies = agencies::all(conn)?;
        let categories: Vec<Category> = categories::table.select(Category::as_select()).load(conn)?;
        let communes: Vec<Commune> = communes::table.select(Commune::as_select()).load(conn)?;
        Ok(Self {
            agencies: agencies.into_iter().map(|one| (one.id, one)).collect(),
            categories: categories.into_iter().map(|one| (one.id, one)).collect(),
            communes: communes.into_iter().map(|one| (one.id, one)).collect(),
        })
    }

    /// The full name of an agency, "" for none.
    pub fn agency(&self, id: Option<AgencyId>) -> &str {
        id.and_then(|id| self.agencies.get(&id)).map_or("", |agency| &agency.name)
    }

    pub fn category(&self, id: CategoryId, lang: &str) -> &str {
        self.categories.get(&id).map_or("", |category| category.name(lang))
    }

    /// The name of a commune, "" for none.
    pub fn commune(&self, id: Option<CommuneId>) -> &str {
        id.and_then(|id| self.communes.get(&id)).map_or("", |commune| &commune.name)
    }

    /// A leaf or a group by its code, with everything below it.
    pub fn category_and_below(&self, code: &str) -> Vec<CategoryId> {
        let Some(chosen) = self.categories.values().find(|one| one.code == code) else {
            return Vec::new();
        };
        let inside = format!("{}/", chosen.path);
        let mut found: Vec<_> = self
            .categories
            .values()
            .filter(|one| one.id == chosen.id || one.path.starts_with(&inside))
            .map(|one| one.id)
            .collect();
        found.sort();
        found
    }
}
