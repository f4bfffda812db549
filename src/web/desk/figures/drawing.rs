//! Received as bars, answered as a line with dots: made here, drawn by the template as SVG, and said as a table below it.
use crate::i18n::Words;

/// One bar with its dot.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// "7/9", or "9/2026".
    pub label: String,
    pub received: u64,
    pub answered: u64,
    /// Its days are not over yet.
    pub unfinished: bool,
}

/// What the template draws; all measures are those of its own view box.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    pub width: i64,
    pub height: i64,
    /// Where the bars stand.
    pub ground: i64,
    pub scale: Vec<Tick>,
    pub bars: Vec<Bar>,
    /// Points of the line, and of the piece to the bar that is not over yet.
    pub line: String,
    pub dashed: String,
}

/// A line across, with its number.
#[derive(Debug, Clone)]
pub struct Tick {
    pub y: i64,
    pub label: String,
}

/// A bar, with what is written into and under it.
#[derive(Debug, Clone)]
pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub middle: i64,
    pub dot: i64,
    pub value: String,
    pub label: String,
    pub unfinished: bool,
}

/// Room for the numbers on the left, and for the labels below.
const LEFT: i64 = 44;
const BELOW: i64 = 26;
const ABOVE: i64 = 12;

impl Drawing {
    /// Of these, the oldest first, in a box of this size.
    pub fn of(w: &Words, counted: &[Counted], (width, height): (i64, i64)) -> Self {
        let most = counted.iter().map(|one| one.received.max(one.answered)).max().unwrap_or(0);
        let step = step(most);
        let top = i64::try_from(most.div_ceil(step).max(1) * step).unwrap_or(i64::MAX);
        let ground = height - BELOW;
        let up = |count: u64| {
            let count = i64::try_from(count).unwrap_or(top);
            ground - (ground - ABOVE) * count / top
        };
        let room = (width - LEFT) / i64::try_from(counted.len()).unwrap_or(1).max(1);
        let bar = |(at, one): (usize, &Counted)| {
            let middle = LEFT + room * i64::try_from(at).unwrap_or(0) + room / 2;
            let wide = room * 6 / 10;
            Bar {
                x: middle - wide / 2,
                y: up(one.received),
                width: wide,
                height: ground - up(one.received),
                middle,
                dot: up(one.answered),
                value: number(w, one.received),
                label: one.label.clone(),
                unfinished: one.unfinished,
            }
        };
        let bars: Vec<Bar> = counted.iter().enumerate().map(bar).collect();
        let points = |bars: &[Bar]| {
            bars.iter().map(|bar| format!("{},{}", bar.middle, bar.dot)).collect::<Vec<_>>().join(" ")
        };
        let over = bars.iter().position(|bar| bar.unfinished).unwrap_or(bars.len());
        let ticks = (0..=most.div_ceil(step).max(1)).map(|at| at * step);
        Self {
            width,
            height,
            ground,
            scale: ticks.map(|count| Tick { y: up(count), label: number(w, count) }).collect(),
            line: points(&bars[..over]),
            dashed: if over < bars.len() { points(&bars[over.saturating_sub(1)..]) } else { String::new() },
            bars,
        }
    }
}

/// So that three to six lines go across: 1, 2 or 5, with zeros.
fn step(most: u64) -> u64 {
    let mut ten = 1;
    loop {
        for digit in [1, 2, 5] {
            if most <= digit * ten * 5 {
                return digit * ten;
            }
        }
        ten *= 10;
    }
}

fn number(w: &Words, count: u64) -> String {
    w.number(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(received: u64, answered: u64, unfinished: bool) -> Counted {
        Counted { label: "7/9".into(), received, answered, unfinished }
    }

    #[test]
    fn a_bar_stands_as_high_as_its_number_and_the_unfinished_piece_is_apart() {
        let all = [one(400, 200, false), one(100, 400, false), one(50, 0, true)];
        let drawn = Drawing::of(&Words::of("vi"), &all, (344, 138));
        assert_eq!((drawn.ground, drawn.scale.len()), (112, 5));
        assert_eq!(
            drawn.scale.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(),
            ["0", "100", "200", "300", "400"]
        );
        assert_eq!((drawn.bars[0].y, drawn.bars[0].height, drawn.bars[1].height), (12, 100, 25));
        assert_eq!(drawn.line, "94,62 194,12");
        assert_eq!(drawn.dashed, "194,12 294,112");
    }

    #[test]
    fn nothing_is_drawn_as_nothing() {
        let drawn = Drawing::of(&Words::of("en"), &[one(0, 0, false)], (100, 100));
        assert_eq!((drawn.bars[0].height, drawn.scale.len()), (0, 2));
        assert!(Drawing::of(&Words::of("en"), &[], (100, 100)).bars.is_empty());
        assert_eq!([step(3), step(6), step(1_000), step(7_777)], [1, 2, 200, 2_000]);
    }
}
