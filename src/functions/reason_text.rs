//! `reason_text`: the sentence that a reason code stands for.

use super::FunctionDoc;
use super::answer;
use super::columns::{Outcome, answers, texts};
use crate::language::Language;
use crate::statistics::{Agreement, Refusal, Why};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "reason_text",
    signature: "reason_text(code VARCHAR, language VARCHAR) -> VARCHAR",
    what: "What a code in a column reason, why or agreement means, in a sentence; several codes separated by a comma give several sentences. Language \
           is vi or en. NULL for a code or language that does not exist.",
    example: "SELECT reason_text('one-reading', 'vi'), reason_text('not-informative, boundary-moved', 'en')",
};

pub(super) struct ReasonText;

impl VArrowScalar for ReasonText {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (codes, languages) = (texts(&batch, 0)?, texts(&batch, 1)?);
        let rows = answers(&batch, |row| sentences(codes.value(row), languages.value(row)));
        Ok(answer::texts(&rows, Option::as_ref))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(vec![DataType::Utf8, DataType::Utf8], DataType::Utf8)]
    }
}

fn sentences(codes: &str, language: &str) -> Option<String> {
    let language = [Language::Vi, Language::En].into_iter().find(|l| l.tag() == language)?;
    let sentence = |code: &str| sentence(code.trim(), language);
    Some(codes.split(',').map(sentence).collect::<Option<Vec<_>>>()?.join(" "))
}

/// Of a reason, of a cause for which methods differ, or of how far they agree.
fn sentence(code: &str, language: Language) -> Option<String> {
    let cause = || Why::ALL.into_iter().find(|why| why.code() == code).map(|why| why.sentence(language).to_owned());
    let agreement = || {
        let found = AGREEMENTS.into_iter().find(|agreement| agreement.code() == code)?;
        Some(found.sentence(language).to_owned())
    };
    Refusal::from_code(code).map(|reason| reason.sentence(language)).or_else(cause).or_else(agreement)
}

const AGREEMENTS: [Agreement; 4] =
    [Agreement::NotComparable, Agreement::Full, Agreement::InDegreeOnly, Agreement::Disagree];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::tests::{database, first_row, rows};

    #[test]
    fn what_does_not_exist_has_no_text() {
        let query = "SELECT reason_text(NULL, 'vi'), reason_text('', 'vi'), reason_text('no-such-code', 'vi'), \
                     reason_text('zero-base', 'fr'), reason_text('zero-base, no-such-code', 'vi')";
        assert_eq!(first_row(&database(), query), "NULL|NULL|NULL|NULL|NULL");
    }

    #[test]
    fn every_code_has_its_sentence() {
        let connection = database();
        for reason in Refusal::ALL {
            let query = format!("SELECT reason_text('{reason}', 'vi'), reason_text('{reason}', 'en')");
            let expected = [Language::Vi, Language::En].map(|l| reason.sentence(l)).join("|");
            assert_eq!(first_row(&connection, &query), expected);
        }
        let column = "SELECT reason_text(c, 'en') IS NULL FROM (VALUES (1, 'zero-base'), (2, NULL)) t(i, c) ORDER BY i";
        assert_eq!(rows(&connection, column), ["false", "true"]);
    }

    #[test]
    fn causes_and_agreements_have_sentences_too() {
        let connection = database();
        let mut seen: std::collections::HashSet<&str> = Refusal::ALL.iter().map(|reason| reason.code()).collect();
        let causes = Why::ALL.map(|why| (why.code(), why.sentence(Language::En)));
        let agreements = AGREEMENTS.map(|agreement| (agreement.code(), agreement.sentence(Language::En)));
        for (code, sentence) in causes.into_iter().chain(agreements) {
            assert!(seen.insert(code), "{code} stands for two things");
            assert_eq!(first_row(&connection, &format!("SELECT reason_text('{code}', 'en')")), sentence);
        }
    }
}
