//! Boundaries of areas from GeoJSON (RFC 7946): features with a code and polygons of longitudes and latitudes.

use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::path::Path;

/// A closed line of longitudes and latitudes in degrees.
pub type Ring = Vec<(f64, f64)>;

/// What a file says of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// The area's code, as the feature has it.
    pub code: String,
    /// Its name, where the feature has a property `name`; else its code.
    pub name: String,
    /// Its polygons: an outer ring each, and the rings of its holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// The largest file and the most points that are read: beyond, a map of a page is no sharper.
const MOST_BYTES: u64 = 100 << 20;
const MOST_POINTS: usize = 1_000_000;

/// The boundaries in a file. The code is the property `key`; without a key `code`, `area` or the feature's own `id`.
///
/// # Errors
/// A file that cannot be read or is too large, no GeoJSON, a feature without a code or with another's, a geometry that is
/// not of polygons, a ring that is not closed, a position that is none; all with the feature's number and code.
pub fn boundaries(path: &Path, key: Option<&str>) -> Result<Vec<Boundary>> {
    let place = path.display().to_string();
    let failed = |e: std::io::Error| Error::data(format!("the boundaries cannot be read: {e}")).at(&place);
    let size = path.metadata().map_err(failed)?.len();
    if size > MOST_BYTES {
        return Err(Error::data("the file of boundaries is too large")
            .at(&place)
            .found(format!("{size} bytes"))
            .expected(format!("at most {MOST_BYTES}"))
            .hint("simplify the boundaries"));
    }
    boundaries_in(&std::fs::read(path).map_err(failed)?, &place, key)
}

/// The boundaries in the bytes of a file called `place`.
///
/// # Errors
/// As for [`boundaries`].
///
/// ```
/// use milepost::sources::geojson::boundaries_in;
/// let file = r#"{"type": "FeatureCollection", "features": [{"type": "Feature",
///     "properties": {"code": "03646", "name": "Tô Hiệu"},
///     "geometry": {"type": "Polygon", "coordinates": [[[103.9, 21.3], [104, 21.3], [104, 21.4], [103.9, 21.3]]]}}]}"#;
/// let found = boundaries_in(file.as_bytes(), "communes.geojson", None)?;
/// assert_eq!((found[0].code.as_str(), found[0].polygons[0][0].len()), ("03646", 4));
/// let cut = file.replace(", [103.9, 21.3]]]}", "]]}");
/// let error = boundaries_in(cut.as_bytes(), "communes.geojson", None).unwrap_err().to_string();
/// assert!(error.contains("feature 1 (`03646`)") && error.contains("at least four positions"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
pub fn boundaries_in(bytes: &[u8], place: &str, key: Option<&str>) -> Result<Vec<Boundary>> {
    let json = |e: serde_json::Error| Error::data(format!("this is no JSON: {e}")).at(place);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let whole: Value = serde_json::from_slice(bytes).map_err(json)?;
    let features = whole.get("features").and_then(Value::as_array);
    let (Some("FeatureCollection"), Some(features)) = (whole.get("type").and_then(Value::as_str), features) else {
        return Err(Error::data("this is no collection of features")
            .at(place)
            .found(kind(whole.get("type").unwrap_or(&Value::Null)))
            .expected("{\"type\": \"FeatureCollection\", \"features\": [...]} (GeoJSON, RFC 7946)"));
    };
    let mut found: Vec<Boundary> = Vec::with_capacity(features.len());
    let mut points = 0;
    for (i, feature) in features.iter().enumerate() {
        let number = format!("{place}, feature {}", i + 1);
        let code = code(feature, key, &number)?;
        let reader = Reader { place: format!("{number} (`{code}`)") };
        if found.iter().any(|other| other.code == code) {
            return Err(reader.wrong("two features have one code", &code, "each area once; islands in a MultiPolygon"));
        }
        let name = property(feature, "name").and_then(Value::as_str).unwrap_or(&code).to_owned();
        let polygons = reader.geometry(feature.get("geometry").unwrap_or(&Value::Null))?;
        points += polygons.iter().flatten().map(Vec::len).sum::<usize>();
        if points > MOST_POINTS {
            let most = format!("at most {MOST_POINTS} in the file");
            return Err(reader.wrong("the boundaries have too many points", &format!("{points} up to here"), &most));
        }
        found.push(Boundary { code, name, polygons });
    }
    Ok(found)
}

/// The polygons of one geometry, written as GeoJSON in a cell of a table.
///
/// # Errors
/// As for [`boundaries`]; `place` says where the text is.
pub fn polygons(text: &str, place: &str) -> Result<Vec<Vec<Ring>>> {
    let json = |e: serde_json::Error| Error::data(format!("this is no JSON: {e}")).at(place);
    let geometry: Value = serde_json::from_str(text).map_err(json)?;
    Reader { place: place.to_owned() }.geometry(&geometry)
}

fn property<'a>(feature: &'a Value, name: &str) -> Option<&'a Value> {
    feature.get("properties").and_then(|properties| properties.get(name)).filter(|value| !value.is_null())
}

/// The code of a feature: a text, or a whole number as it is written.
fn code(feature: &Value, key: Option<&str>, place: &str) -> Result<String> {
    let value = match key {
        Some(key) => property(feature, key),
        None => property(feature, "code").or_else(|| property(feature, "area")).or_else(|| feature.get("id")),
    };
    match value {
        Some(Value::String(code)) if !code.trim().is_empty() => Ok(code.trim().to_owned()),
        Some(Value::Number(code)) if code.is_u64() => Ok(code.to_string()),
        _ => {
            let none = Map::new();
            let known = feature.get("properties").and_then(Value::as_object).unwrap_or(&none);
            let known: Vec<&str> = known.keys().map(String::as_str).take(12).collect();
            Err(Error::data("the feature has no code of an area")
                .at(place)
                .found(format!("properties: {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }))
                .expected(match key {
                    Some(key) => format!("a property `{key}`"),
                    None => "a property `code` or `area`, or an `id`".to_owned(),
                })
                .hint("say which property holds the code"))
        }
    }
}

/// What kind of JSON a value is, for messages; texts themselves if short.
fn kind(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => format!("`{}`", text.chars().take(60).collect::<String>()),
        Value::Array(all) => format!("a list of {}", all.len()),
        Value::Object(_) => "an object".to_owned(),
        other => other.to_string(),
    }
}

/// Reads a feature's geometry, with errors that name the feature.
struct Reader {
    place: String,
}

impl Reader {
    fn wrong(&self, what: &str, found: &str, expected: &str) -> Error {
        Error::data(what).at(&self.place).found(found).expected(expected)
    }

    fn list<'a>(&self, value: &'a Value, what: &str) -> Result<&'a Vec<Value>> {
        value.as_array().ok_or_else(|| self.wrong(&format!("{what} is no list"), &kind(value), "a list"))
    }

    fn geometry(&self, geometry: &Value) -> Result<Vec<Vec<Ring>>> {
        let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
        match geometry.get("type").and_then(Value::as_str) {
            Some("Polygon") => Ok(vec![self.polygon(coordinates)?]),
            Some("MultiPolygon") => {
                self.list(coordinates, "a MultiPolygon")?.iter().map(|polygon| self.polygon(polygon)).collect()
            }
            _ => {
                let found = geometry.get("type").map_or_else(|| kind(geometry), kind);
                Err(self.wrong("the geometry is not of polygons", &found, "a Polygon or MultiPolygon"))
            }
        }
    }

    fn polygon(&self, value: &Value) -> Result<Vec<Ring>> {
        let rings = self.list(value, "a polygon")?;
        if rings.is_empty() {
            return Err(self.wrong("a polygon has no ring", "an empty list", "an outer ring"));
        }
        rings.iter().enumerate().map(|(i, ring)| self.ring(ring, i + 1)).collect()
    }

    fn ring(&self, value: &Value, number: usize) -> Result<Ring> {
        let what = format!("ring {number}");
        let ring: Ring = self
            .list(value, &what)?
            .iter()
            .enumerate()
            .map(|(i, at)| self.position(at, number, i + 1))
            .collect::<Result<_>>()?;
        if ring.len() < 4 {
            let found = format!("{} positions", ring.len());
            return Err(self.wrong(&format!("{what} encloses nothing"), &found, "at least four positions"));
        }
        match (ring.first(), ring.last()) {
            (Some(first), Some(last)) if first != last => {
                let found = format!("it begins at {first:?} and ends at {last:?}");
                Err(self.wrong(&format!("{what} is not closed"), &found, "the last position equal to the first"))
            }
            _ => Ok(ring),
        }
    }

    fn position(&self, value: &Value, ring: usize, number: usize) -> Result<(f64, f64)> {
        let what = || format!("ring {ring}, position {number} is no longitude and latitude");
        let pair = match value.as_array().map(Vec::as_slice) {
            Some([longitude, latitude, ..]) => longitude.as_f64().zip(latitude.as_f64()),
            _ => None,
        };
        let (longitude, latitude) =
            pair.ok_or_else(|| self.wrong(&what(), &kind(value), "[longitude, latitude] in numbers"))?;
        if !(-180.0..=180.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            let found = format!("longitude {longitude}, latitude {latitude}");
            return Err(self
                .wrong(&what(), &found, "degrees: longitude from -180 to 180, latitude from -90 to 90")
                .hint("boundaries in metres must first be transformed to degrees (WGS 84, EPSG:4326)"));
        }
        Ok((longitude, latitude))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feature(properties: &str, geometry: &str) -> String {
        format!("{{\"type\": \"Feature\", \"properties\": {properties}, \"geometry\": {geometry}}}")
    }

    fn read(features: &[String], key: Option<&str>) -> Result<Vec<Boundary>> {
        let file = format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", features.join(","));
        boundaries_in(file.as_bytes(), "a.geojson", key)
    }

    const SQUARE: &str = "[[103,21],[104,21],[104,22],[103,21]]";

    fn polygon(rings: &str) -> String {
        format!("{{\"type\": \"Polygon\", \"coordinates\": [{rings}]}}")
    }

    fn refused(properties: &str, geometry: &str) -> String {
        read(&[feature(properties, geometry)], None).unwrap_err().to_string()
    }

    #[test]
    fn holes_islands_heights_and_codes_of_any_kind_are_read() {
        let islands = format!("{{\"type\": \"MultiPolygon\", \"coordinates\": [[{SQUARE}, {SQUARE}], [{SQUARE}]]}}");
        let high = polygon("[[103,21,800],[104,21,800],[104,22,800],[103,21,800]]");
        let found = read(
            &[
                feature("{\"code\": \"03646\", \"name\": \"Tô Hiệu\"}", &islands),
                feature("{\"area\": 14}", &high),
                "{\"type\": \"Feature\", \"id\": \"x\", \"geometry\": ".to_owned() + &polygon(SQUARE) + "}",
            ],
            None,
        )
        .unwrap();
        let codes: Vec<(&str, &str)> = found.iter().map(|b| (b.code.as_str(), b.name.as_str())).collect();
        assert_eq!(codes, [("03646", "Tô Hiệu"), ("14", "14"), ("x", "x")]);
        assert_eq!(found[0].polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(found[1].polygons[0][0][0], (103.0, 21.0));
        let own = read(&[feature("{\"ma_xa\": \"03646\"}", &polygon(SQUARE))], Some("ma_xa")).unwrap();
        assert_eq!(own[0].code, "03646");
        assert!(read(&[], None).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_boundary_is_refused_with_its_feature() {
        let code = "{\"code\": \"03646\"}";
        for (rings, said) in [
            ("[[103,21],[104,21],[104,22],[103,22]]", "ring 1 is not closed"),
            ("[[103,21],[104,21],[103,21]]", "ring 1 encloses nothing"),
            ("[[103,21],[\"104\",21],[104,22],[103,21]]", "ring 1, position 2"),
            ("[[103,21],[104],[104,22],[103,21]]", "a list of 1"),
            ("[[103,21],[null,21],[104,22],[103,21]]", "[longitude, latitude] in numbers"),
            ("[[103,21],[500000,2300000],[104,22],[103,21]]", "EPSG:4326"),
            ("7", "ring 1 is no list"),
            ("", "a polygon has no ring"),
        ] {
            let error = refused(code, &polygon(rings));
            assert!(error.contains("a.geojson, feature 1 (`03646`)") && error.contains(said), "{rings}: {error}");
        }
        assert!(refused(code, "{\"type\": \"Point\", \"coordinates\": [103, 21]}").contains("`Point`"));
        assert!(refused(code, "null").contains("nothing"));
        assert!(refused("{\"ten\": 5}", &polygon(SQUARE)).contains("properties: ten"));
        assert!(refused("{\"code\": 1.5}", &polygon(SQUARE)).contains("a property `code` or `area`"));
        let twice = vec![feature(code, &polygon(SQUARE)); 2];
        assert!(
            read(&twice, None).unwrap_err().to_string().contains("feature 2 (`03646`): two features have one code")
        );
    }

    #[test]
    fn hostile_files_end_with_an_error() {
        let told = |bytes: &[u8]| boundaries_in(bytes, "a.geojson", None).unwrap_err().to_string();
        assert!(told(b"").contains("no JSON") && told(b"\xff\xfe").contains("no JSON"));
        assert!(told(b"[]").contains("no collection of features"));
        assert!(told("[".repeat(100_000).as_bytes()).contains("no JSON"));
        let nan = polygon("[[103,21],[NaN,21],[104,22],[103,21]]");
        assert!(refused("{\"code\": \"a\"}", &nan).contains("no JSON"));
        let vast = polygon("[[103,21],[1e999,21],[104,22],[103,21]]");
        assert!(refused("{\"code\": \"a\"}", &vast).contains("out of range"));
        let many = format!("[{}[103,21]]", "[103,21],".repeat(1_000_001));
        assert!(refused("{\"code\": \"a\"}", &polygon(&many)).contains("too many points"));
        let missing = boundaries(Path::new("/nowhere/a.geojson"), None).unwrap_err().to_string();
        assert!(missing.contains("/nowhere/a.geojson"), "{missing}");
    }

    #[test]
    fn a_geometry_in_a_cell_is_read_alone() {
        assert_eq!(polygons(&polygon(SQUARE), "row 1").unwrap().len(), 1);
        assert!(polygons("{}", "row 7").unwrap_err().to_string().starts_with("row 7"));
    }
}
