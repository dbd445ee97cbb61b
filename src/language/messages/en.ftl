# English: what the program says. The messages stand in the order of vi.ftl, under the same keys.
# Numbers are put in as they are written for people; where a plural hangs on one, it has the forms one and other.

## Said in many places

yes = yes
chart-too-high = The picture is { $times } times as high as its size: smaller letters could not be read, and no row is left out. Choose fewer rows with --query, or take --size screen or --size page.
pages-more = , and { $pages ->
    [one] one page more
   *[other] { $pages } pages more
}
by-what-was-known = By what was known at the end of { $day }
rows = { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
section = section
line = line
simulated-figures = Simulated figures – not real ones.
and-more-in-json = … and { $n } more (--format json gives all)
none = none
no = no
money-billion = billion đồng
money-million = million đồng
money-dong = đồng

## Beginning: init, simulate, template

init-made = An example project in { $folder }: { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, every figure made up.
init-next = Next: milepost --project { $folder } run
simulate-made = Simulated figures in { $out }: { $files } files, { $rows } rows to accept, { $planted } planted mistakes (planted.csv).
simulate-next = Next: milepost --project { $out } ingest { $out }/received --received { $day }
simulate-corrected = After that, { $files } corrected forms: milepost --project { $out } ingest { $out }/corrected/{ $day } --received { $day }
templates-written = { $files ->
        [one] { $n } template
       *[other] { $n } templates
    } in { $folder }

## Status words, and how methods of progress agree

status-one-reading = one reading only
status-too-short = readings too close: not judged
status-no-data = no data
status-target-in-words = target in words
status-not-classified = not classified
class-on-track-or-target-met = on track or target met
class-fair-progress = fair progress, but acceleration needed
class-stagnation-or-regression = stagnation or regression
class-maintain = maintain progress to achieve target
class-accelerate = accelerate progress to achieve target
class-reverse = no progress: reverse trend to achieve target
class-on-track-or-maintaining = on track or maintaining achievement
class-moderately-improving = moderately improving
class-stagnating = stagnating
class-decreasing = decreasing
agreement-not-comparable = Fewer than two methods give a class to compare.
agreement-full = The methods agree.
agreement-in-degree-only = The methods come to the same conclusion in different degrees.
agreement-disagree = The methods come to different conclusions.
why-growth-rates-lenient = cagr-ratio compares growth rates, which compound: against what is needed, the same change is more as a growth rate than as a difference, which flatters early stages.
why-growth-rates-strict = cagr-ratio compares growth rates, which compound: against what is needed, the same change is less as a growth rate than as a difference.
why-compounding-ahead = un-progress-chart carries the growth rate on to the target date: its steps grow from year to year, so it covers more of the way than a straight line.
why-compounding-behind = un-progress-chart carries the rate of change on to the target date: its steps shrink from year to year, so it covers less of the way than a straight line.
why-compounding-past-limit = un-progress-chart carries the growth rate on to the target date and knows no ceiling: the value it arrives at lies beyond the indicator's limit and cannot occur.
why-all-readings = escap fits all readings, recent ones weighing more; linear-path uses the first and the last only.
why-curve-flattens = escap follows an S-shaped curve between zero and the limit, which flattens towards both ends, and so comes less far by the target date than a straight line.
why-curve-steepens = escap follows an S-shaped curve between zero and the limit, which is steepest halfway, and so comes farther by the target date than a straight line.
why-limits-of-sdsn = sdsn-arrow says on track only at the full pace needed (moderate from 50%), where linear-path accepts 95% (moderate from 60%).
why-limits-of-un-chart = un-progress-chart calls 10% of the way and more fair progress, where linear-path asks for 60%.
why-limits-of-escap = escap takes more than 90% of the way as enough and makes one class of everything above 0 up to 90%, where linear-path parts at 95% and 60%.
status-achieved = achieved
status-on-track = on track
status-moderate = moderate progress
status-limited = limited progress
status-deterioration = deterioration
status-missed = missed

## Reasons: why a number was refused, or what must be said beside it

reason-no-readings = There is no reading, so nothing can be computed.
reason-duplicated-dates = Two readings carry the same date; someone must say which one holds before anything is computed.
reason-unordered-dates = The readings are not in the order of their dates.
reason-unequal-lists = There are not as many dates as values, so they cannot be paired.
reason-not-finite = A value is infinite or not a number.
reason-date-out-of-range = A date lies outside the calendar that can be computed with.
reason-missing-part = The numerator or denominator of at least one part is missing, and missing is not zero.
reason-zero-denominator = The denominator is zero, so there is no rate.
reason-negative-part = A numerator or denominator is negative.
reason-not-a-whole-number = Numerator and denominator must be whole numbers to be checked against a published figure.
reason-not-a-count = The denominator is not a whole number, so it counts no cases; funnel limits exist only for counts.
reason-not-a-percentage = The rate of the whole must be in percent, from 0 to 100.
reason-too-large = The numbers are too large for exact arithmetic.
reason-not-a-number = The published figure cannot be read: it must be written like 44.64, with a decimal point.
reason-duplicated-part = A part is given twice; it is not known which figures hold, and they are not added up.
reason-numerator-without-denominator = A part has a numerator but a denominator of zero, so it has no rate of its own to split the change into.
reason-one-reading = There is only one reading: without a base there is nothing to measure progress from.
reason-no-time-elapsed = The two dates are the same, so no time has passed to measure a pace over.
reason-no-observed-pace = The value has not moved since the base, so the pace needed cannot be compared with the pace observed.
reason-zero-base = The base is zero, so a growth rate does not exist; read the distance to the straight line instead.
reason-sign-change = The sign differs from that of the base, so a growth rate does not exist.
reason-zero-target = The target is zero: shrinking at any rate never reaches it, so growth rates cannot be compared.
reason-base-equals-target = The base already equalled the target, so no change was needed; the value has worsened since.
reason-target-on-wrong-side-of-base = The target asks for less than the base already had; it is met, but it may have been set or read wrongly.
reason-target-against-direction = The target's comparator contradicts the direction in which the indicator gets better.
reason-target-date-not-after-base = The target date is not after the base, so there is no path to compare with.
reason-already-achieved = The latest reading already meets the target.
reason-achieved-then-lost = The target was met before, but the latest reading no longer meets it.
reason-target-in-words = The target is in words; there is no figure to compare with.
reason-target-is-a-range = The target is a range; compare with each of its ends.
reason-target-is-a-rank = The target is a rank, which depends on others and cannot be projected from one series.
reason-bare-figure-needs-direction = The target is a bare figure; say at least (>=) or at most (<=) before a probability is computed.
reason-target-outside-bounds = The target lies outside the declared bounds of the indicator.
reason-unknown-comparator = The comparator is unknown; use one of >=, >, <=, <, =.
reason-unknown-direction = The direction is unknown; use higher or lower.
reason-no-direction = The indicator is descriptive: neither way is better, so progress cannot be classified.
reason-strict-target-equalled = The value equals the target's figure, but the target asks for strictly more (or less), so it is not met.
reason-beyond-arithmetic = A value is too large, too close to zero or changes too fast for the method's arithmetic.
reason-value-on-bound = A value is zero or at the limit itself, where the logit does not exist; no number near it is put in its place.
reason-no-declared-limit = No limit is declared for the indicator, so the method takes a straight line instead of a curve.
reason-fewer-than-three-readings = Fewer than three readings: no projection; where there is a target, see the pace needed.
reason-three-readings-no-probability = Three readings allow a value and an interval; without a reference class they allow no probability.
reason-fewer-than-five-readings = Fewer than five readings: no trend can be called statistically significant.
reason-target-date-not-after-last-reading = The date asked for is not after the latest reading, so there is nothing left to project.
reason-constant-series = All readings are equal: no change has been seen, so there is nothing to project from.
reason-residual-below-rounding = The readings follow the trend more closely than rounding alone allows (they may be modelled), so no interval is given.
reason-value-above-bound = A value lies above the declared upper bound of the indicator.
reason-value-below-bound = A value lies below the declared lower bound of the indicator (on the log scale: it must be positive).
reason-boundary-moved = A value on the bound, or within half a measurement unit of it, was taken half a unit inside so that it could be computed with.
reason-not-informative = The 80% interval is wider than 50 points (half the indicator's range), so this projection says little.
reason-beyond-backtested-range = The horizon is beyond the range in which the method was backtested; where there is a target, see the scenario of the pace needed.
reason-not-backtested = The method has not been backtested here: an interval only, no probability.
reason-projected-outside-bounds = The projection leaves the bounds declared for the indicator, so it is of no use.
reason-declared-break = The definition or denominator changed within the series, so the two parts are not projected as one.
reason-invalid-level = The level must lie between 0 and 1, such as 0.8; not 80.
reason-unknown-scale = The scale is unknown; use identity, log, logit, gompertz, or with bounds: gompertz(0,1).
reason-invalid-bounds = The lower bound must be smaller than the upper bound, and both finite.
reason-invalid-unit = The measurement unit must be positive and much smaller than the indicator's range.
reason-not-reached = At the pace seen so far the target is not reached within 50 years.
reason-fewer-than-six-readings = Fewer than six readings: theta needs six; from three on, use rw-drift.
reason-fewer-than-ten-readings = Fewer than ten readings: damped-holt needs ten; from three on, use rw-drift.
reason-uneven-spacing = The readings are not evenly spaced, which exponential smoothing needs; use rw-drift, ols or theil-sen.
reason-unknown-method = There is no projection method of this name; use rw-drift or another one of the list.
reason-scenario-not-forecast = This is a scenario, not a forecast: it has no interval and no probability.
reason-no-peer-improved = No peer has two readings a quarter apart and has improved between them, so there is no pace to apply.
reason-missing-part-projection = At least one part cannot be projected, so the parts do not sum to a projection of the whole.
reason-parts-not-the-whole = The denominators of the parts do not add up to that of the whole (or it is not known), so the difference may come from what the parts leave out.
reason-less-than-a-year = The readings span less than a year: what moved may have moved by decree, so progress is not judged yet.
reason-trend-needs-three-readings = A trend needs at least three readings; two give a difference only.
reason-no-variation = All readings are equal: no trend is seen, but there is nothing to rule one out with either.
reason-many-pairs-tied = So many pairs of readings are equal that the median slope, or its whole interval, is zero; they may be rounded too coarsely.
reason-level-out-of-reach = There are too few readings for an interval of the slope at this level, whatever their values.
reason-autocorrelated-readings = Neighbouring readings clearly depend on each other, so p-value and interval are too optimistic; use the adjusted p-value.
reason-autocorrelation-unknown = With fewer than eight readings, or none off the trend, it cannot be checked that they are independent, as the test assumes.
reason-too-many-readings = The series is longer than 4,000 readings, too many to compare pair by pair; aggregate it by month or year.
reason-not-a-probability = A p-value must lie between 0 and 1.
reason-no-degrees-of-freedom = There are no more readings than parameters, so nothing is left to judge the fit by.
reason-not-identifiable = The readings cannot tell the parameters apart: many sets of them fit equally well.
reason-no-convergence = No starting point led the fit of the curve to a minimum.
reason-fewer-than-eight-readings = Fewer than eight readings: no growth curve is fitted.
reason-negative-reading = A reading is negative, and growth curves start from zero.
reason-ceiling-runs-away = The readings do not yet show a ceiling (no clear slowing); declare one or use another method.
reason-bass-coefficients-out-of-range = The Bass model asks for negative innovation or no growth here; use the logistic or Gompertz curve instead.
reason-uneven-periods = The periods are not equally long, so a model of the amounts per period cannot be fitted.
reason-level-never-seen = No area of the reference class was ever at this level, so it cannot tell what follows from it.
reason-too-few-analogs = The reference class has too few cases near this level (effective size below 30) to project from.
reason-class-too-small = The library is too small for a reference class: it takes at least 10 areas and 30 cases to test it on.
reason-shares-not-percent = No value of the library is above 1: they look like shares from 0 to 1, not percent; multiply all by 100 and build again.
reason-invalid-class-options = The options of the reference class are out of the range that can be computed with.
reason-invalid-class-table = The table of the reference class is damaged: a row is missing or twice there, or its quantiles fall or are not finite.
reason-unknown-reference-class = The project has no reference class of this name; see milepost reference list.
reason-class-of-other-bounds = The reference class has other bounds than those declared for the indicator.
reason-no-level-suffices = Even from the highest level that the reference class has seen, fewer than half got there in time.
reason-level-outside-record = The level lies outside the 2% to 98% for which reference classes were backtested, so the class does not answer.
reason-any-level-suffices = From every level that the reference class has seen, more than half got there in time, once it had begun at all.
reason-class-not-declared = This reference class is not declared for the indicator; the catalogue's reference_use says why.
reason-invalid-backtest = The plan of the backtest is invalid: readings used from one, horizons positive, every method with its own name.
reason-duplicated-histories = Two histories carry the same name; someone must say which one holds.
reason-too-few-histories = The method was backtested on fewer than 20 histories, too few to name a probability on.
reason-not-better-than-naive = In the backtest the method was not clearly better than repeating the latest value, so no probability is named.
reason-intervals-too-narrow = In the backtest less than 80% of the method's 90% intervals held the actual value: too sure of itself, so no probability is named.
reason-bound-not-backtested = The target is a bound of the indicator (such as 100%), and no such goal was backtested: no probability is named.

## Findings and the summary of a run

in-all = In all
errors = { $n ->
        [one] { $n } error
       *[other] { $n } errors
    }
warnings = { $n ->
        [one] { $n } warning
       *[other] { $n } warnings
    }
notes = { $n ->
        [one] { $n } note
       *[other] { $n } notes
    }
severity-error = ERROR
severity-warning = WARNING
severity-note = NOTE
run-summary = { $place }: { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }, { $notes ->
        [one] { $notes } note
       *[other] { $notes } notes
    } on the published figures (milepost check)

## Where a value comes from

explain-day-implied = day implied by the text
explain-straight-path = straight path { $expected }; { $distance } ({ $months } months) → { $status }
explain-interval-80 = 80% interval from { $lower } to { $upper }
explain-no-interval = no interval
explain-projection = projection { $value }, { $interval } ({ $method }, { $readings ->
        [one] { $readings } reading
       *[other] { $readings } readings
    })
explain-no-reading = no reading
explain-no-target = no target
explain-as-printed = the figure as printed
explain-reading = reading
explain-rate-as-printed = rate as printed
explain-target = target
explain-needed-a-year = needed a year
explain-no-projection-because = no projection because
explain-remark-on-projection = of the projection
revisions-foot = Each column holds what was known by the end of that day; * marks a value that differs from the column before.
indicator-unknown = there is no such indicator
indicator-without-reading = the indicator has no reading
explain-no-figure = no figure
explain-not-counted = not counted, a part is missing
explain-rows-more-all = … { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    } more (--all: every row)
explain-rows-of = { $table }: { $rows ->
        [one] { $n } row
       *[other] { $n } rows
    } of { $all }
explain-rows-more = … { $rows ->
        [one] { $n } row
       *[other] { $n } rows
    } more
explain-told-above = told above
explain-only-to-choose-rows = only to choose rows
explain-formulas = the formulas with the numbers put in

## Projections, scenarios, trends

scenario-is-no-method = this is a scenario, not a way to project
scenario-none = No scenario: no target of these series is still due, and there is no peer whose pace could be taken.
reconciliation-what =
    The projection of the whole and the sum of its parts’ (of their medians: the middle if they move together, while for
    independent ones the middle lies elsewhere), intervals at the first level:
no-series-of-indicator = no series of this indicator
no-series-of-area = no series of this area
model-rw-drift = Random walk with drift: goes on at the mean pace seen so far; the default.
model-naive = The latest value stays; the baseline every other method must beat.
model-ols = The least-squares straight line through all readings.
model-theil-sen = The straight line with the median slope (Theil-Sen), hardly bent by a few wild readings.
model-theta = Theta: simple exponential smoothing plus half the slope of the least-squares line.
model-damped-holt = Holt's exponential smoothing: level and trend follow each reading, and the trend dies away.
model-logistic = The logistic curve: a symmetric S that levels off at a ceiling.
model-gompertz = The Gompertz curve: an S that rises early and slows down long before its ceiling.
model-bass = The Bass diffusion curve: newcomers innovate by themselves or imitate those before them.

## Backtests and reference classes

backtest-nothing-tried = Nothing could be tried: the longest series has { $most ->
        [one] { $most } reading
       *[other] { $most } readings
    }; it takes those shown and one after them.
backtest-of-its-own-table = the reference class was made from this very table: trying it here shows nothing
backtest-name-taken = a reference class bears this name
reference-class-exists = there is such a reference class already
reference-class-unknown = no such reference class

## Columns of the tables that are printed; in brackets the format of the values, not to be translated

column-method = Method
column-readings = Readings
column-years-ahead = Ahead (years)
column-windows-tried = Windows
column-series-tried = Series
column-unanswered = Unanswered
column-mae = MAE [number2]
column-bias = Bias [number2]
column-mase = MASE [number2]
column-not-in-mase-steps-below-half = Not in MASE (steps below ½ unit)
column-interval-score-90-percent = Interval score 90% [number1]
column-crps = CRPS [number2]
column-coverage-of-90 = Coverage of 90% [number3]
column-standard-error = its SE [number3]
column-better-than-naive-by = Better than naive by [number2]
column-brier = Brier [number3]
column-probability-earned = Probability earned
column-refusal = Why refused
column-probability-from = Probability from [number1]
column-times = Times
column-mean-said = Mean said [number2]
column-came-true = Came true [number2]
column-series = Series
column-area = Area
column-year = Year
column-target-year = Year [year0]
column-projected = Projected [number1]
column-level = Level [number2]
column-from = From [number1]
column-to = To [number1]
column-backtested-coverage-90 = Backtested coverage of 90% [number2]
column-target = Target
column-document = Document
column-probability = Probability [number2]
column-expected-day = Expected
column-earliest = Earliest
column-latest-day = Latest
column-needed-a-year = Needed a year [points1]
column-reason = Reason, remarks [reason]
column-scenario = Scenario
column-day = Day
column-value = Value [number1]
column-at-the-pace-of = At the pace of
column-readings-or-peers = Readings or peers [count]
column-indicator = Indicator
column-first-period = First
column-last-period = Latest
column-pace-a-year = Pace a year [points2]
column-from-points = From [points2]
column-to-points = To [points2]
column-p = p [p]
column-p-by-holm = p by Holm [p]
column-significant-at-5-percent = Significant at 5%
column-test = Test
column-parts = Parts [count]
column-whole = Whole [number1]
column-if-independent-from = If independent: from [number1]
column-if-together-from = If together: from [number1]
column-same-up-to = to [number1]
column-sum-of-parts = Sum of parts [number1]
column-difference = Difference [points1]
column-reference-class = Reference class
column-what-it-is = What it is
column-source = Source
column-licence = Licence
column-areas = Areas
column-histories = Histories
column-left-out = Left out
column-windows = Windows
column-from-year = From [year0]
column-to-year = To [year0]
column-farthest-horizon = Years ahead [number0]
column-used-for = Used for
column-bandwidth = Bandwidth [number2]
column-recency-years = Recency (years) [number1]
column-window-years = Window (years) [number1]
column-shorter-ones-blended = Shorter ones blended
column-horizon = Ahead (years) [number1]
column-coverage-80-percent = Coverage 80% [number3]
column-coverage-90-percent = Coverage 90% [number3]
column-coverage-95-percent = Coverage 95% [number3]
column-standard-error-of-skill = its SE [number2]
column-naives-brier = Naive's Brier [number3]
column-now = Now [number2]
column-status = Status [status]
column-about-projection = About the projection [reason]
column-period = Period

## The workbook; in brackets the format of the values, not to be translated

sheet-indicator = Indicator
sheet-series = Series
sheet-unit = Unit
sheet-baseline = Baseline
sheet-baseline-day = Baseline day
sheet-now = Now
sheet-day = Day
sheet-target = Target
sheet-target-year = Year [year]
sheet-status = Status [status]
sheet-needed = Needed a year
sheet-readings = Readings
sheet-source = Source
sheet-line = Line
sheet-area = Area
sheet-period = Time period
sheet-numerator = Numerator
sheet-denominator = Denominator
sheet-value = Value
sheet-obs-status = Observation status
sheet-section = Section
sheet-data-row = Data row
sheet-printed = Target (as printed)
sheet-comparator = Comparator
sheet-low = Low
sheet-high = High
sheet-projected = Projected
sheet-lower = Lower
sheet-upper = Upper
sheet-probability = Probability
sheet-method = Method
sheet-reason = Reason
sheet-document = Document
sheet-severity = Severity
sheet-rule = Rule
sheet-finding = Finding
sheet-place = Where
sheet-why = Why it matters
sheet-to-do = What to do
sheet-code = Code
sheet-title = Title
sheet-number = Number
sheet-issuer = Issuer
sheet-issued = Issued
sheet-file = File
sheet-dataset = Dataset
sheet-chart-now-and-target = Now, and the nearest target
sheet-title-summary = Indicators with readings and targets
sheet-name-summary = Summary
sheet-title-targets = Every target and where it stands
sheet-name-targets = Targets
sheet-title-findings = What does not agree
sheet-name-findings = Findings
sheet-title-sources = Documents and sources
sheet-name-sources = Sources
sheet-title-files = Data files that were read
sheet-name-files = Data files
sheet-text-cut = … (cut, { $letters } letters in all)

## The page

page-how-traced = Point at a number or click on it (keyboard: Tab, arrows in a table, Enter) to see where it comes from.
page-how-command = Point at a number or click on it (keyboard: Tab, arrows in a table, Enter) to see the command that tells where it comes from.
simulated-mark = SIMULATED FIGURES – NOT REAL ONES
page-no-figures-yet = no figures yet
page-chart-figures = The chart’s figures
page-filter = Filter
page-rows = rows
typed-number-rule = A number typed by hand
typed-number-what = The number { $number } is typed by hand, and a cell of the page gives the same
typed-number-why = When the figures change a typed number stays, and the page contradicts itself
typed-number-hint = Put { $bound } in its place
page-all = All pages
page-points = The arrow keys read out each value
page-save = Download
page-figures-as-known-on = Figures as known on
page-contents = Contents
page-made-by = Made by milepost
page-origin-title = Where the number comes from
page-close-esc = Close (Esc)

## Live preview: serve

serve-at = Look at { $address } (all pages: { $pages }); Ctrl-C ends.
serve-begun = Begun
serve-renewed = { $saved }: { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    } made anew in { $ms } ms
serve-not-renewed = { $saved }: it could not be made; the last good page is shown
serve-and-more = and { $n } more
serve-error-title = No newer page could be made; below is the last good one.
serve-error-title-none = The page could not be made.
serve-no-page-yet = There is no page yet
serve-no-such-page = There is no such page
serve-these-there-are = There are these pages and charts:
serve-all-pages = All pages
serve-chart = chart
serve-takes-too-long = Making this page takes too long.
serve-too-many = Too many connections at once.
serve-unclear = The request is not clear.
serve-foreign-host = Only for this machine: http://127.0.0.1 or http://localhost.
serve-only-get = Only to be read: GET or HEAD.

## Columns of the table behind a chart; in brackets the format of the values, not to be translated

behind-name = Name
behind-unit = Unit
behind-baseline = Baseline [figure]
behind-baseline-date = Baseline day
behind-obs-value = Now [figure]
behind-time-period = Day
behind-goal = Target [figure]
behind-target-text = Target in words
behind-status = Status [status]
behind-source = Source
behind-kind = Kind
behind-date = Day
behind-value = Value [figure]
behind-high = To [figure]
behind-lower = Lower end [figure]
behind-upper = Upper end [figure]
behind-level = Level of the interval [figure]
behind-text = Text
behind-bar = Bar
behind-part = Part
behind-total = Total [count]
behind-done = Done [count]
behind-as-of = Day
behind-covered = Covered [count]
behind-label = Published
behind-amount = Amount (đồng) [count]
behind-share = Share (%) [figure]
behind-panel = Method
behind-disbursed-amount = Disbursed (đồng) [count]
behind-disbursed-share = Share disbursed (%) [figure]
behind-target-share = Target share (%) [figure]
behind-without-plan = Without a plan [count]
behind-planned = Planned
behind-emphasised = Emphasised
behind-month = Month
behind-note = Now
behind-milestone = Milestone
behind-probability = Probability [number2]
behind-coverage = Backtested coverage of 90% [number2]
behind-reason = Remark [reason]
behind-denominator = Denominator (n) [count]
behind-low-95 = Lower 95% limit [figure]
behind-high-95 = Upper 95% limit [figure]
behind-low-998 = Lower 99.8% limit [figure]
behind-high-998 = Upper 99.8% limit [figure]
behind-whole = The whole [figure]
behind-whole-name = Name of the whole
behind-first = First figure [figure]
behind-first-date = First day
behind-second = Second figure [figure]
behind-second-date = Second day
behind-highlighted = Highlighted
behind-method = Method
behind-horizon = Steps ahead
behind-se = Standard error [figure]
behind-forecast = Forecast probability [figure]
behind-n = Forecasts [count]
behind-area = Area code
behind-period = Period
behind-known-from = Known from
behind-latitude = Latitude
behind-longitude = Longitude

## Charts

chart-basis = Method: { $method }; n = { $n }; by what was known at the end of { $day }
chart-by-overview = baseline, latest reading and nearest target of each series compared
chart-by-readings = the figures of each period, no forecast
chart-by-fan = forecast intervals around the forecast, from the readings so far
chart-by-methods = one method a panel, all shown the same readings
chart-by-parts = each part out of the total of its bar
chart-by-remaining = done out of the total of each row
chart-by-steps = added up to each day
chart-by-budget = disbursed out of what was allotted
chart-by-classes = classes of colour of equal width, from the least figure to the greatest
chart-by-milestones = status and chance of each series by each milestone
chart-by-limits = each row against limits around the whole for the size of its own sample
chart-by-ranking = ordered by value, without limits of chance
chart-by-slope = the difference between two days
chart-by-diagnostics = intervals and probabilities stated, against what happened
chart-by-revisions = each statement against the one before of the same period
chart-by-waffle = counted by group
chart-now = Now
chart-baseline = Baseline
chart-target = Target
chart-no-reading = No figure yet
chart-no-baseline = No baseline figure
chart-unit = Unit
chart-reading = Reading
chart-required-path = Path that just meets the target (a scenario)
chart-forecast = Forecast
chart-band = Forecast interval
chart-no-forecast = No forecast
chart-readings-used = Readings used
chart-median = Median forecast
chart-outcome = What really happened
chart-in-fact = in fact
chart-total = Total
chart-unknown-part = Not classified
chart-done = Done
chart-left = Left
chart-beyond = Beyond the total
chart-covered = Covered
chart-planned = Planned
chart-without-plan = Without a plan
chart-without-plan-unknown = Number without a plan: no figure
chart-allotted = Allotted
chart-disbursed = Disbursed
chart-of-allotted = of the allotment
chart-no-disbursement = Disbursement: no figure yet
chart-amounts = Money allotted, and the part disbursed
chart-no-shares = Total spending is not known: no share can be computed.
chart-shares = Share of total budget spending
chart-as-of = as of
chart-all-done = Finished
chart-months = Months
chart-cells-without = Cells without a figure
chart-class-rule = Each shade holds its lower bound, not its upper one (the darkest holds both)
chart-indicator = Indicator
chart-chance = Chance of attainment
chart-no-chance = No probability
chart-no-target = No target
chart-limits-95 = 95% limits
chart-limits-998 = 99.8% limits
chart-inside = Within the 95% limits
chart-inside-means = Within the 95% limits: no further away than chance explains
chart-above-95 = Above the 95% limits
chart-above-998 = Above the 99.8% limits
chart-below-95 = Below the 95% limits
chart-below-998 = Below the 99.8% limits
chart-no-limits = No limits
chart-by-chance = An area whose true rate is that of the whole may still lie outside the 95% limits, with a probability of up to 5%
chart-rises = Rises
chart-falls = Falls
chart-unchanged = Unchanged
chart-one-date = Figure for one date only
chart-neither-date = No figure for either date
chart-not-named = Not named for lack of room
chart-north = North is up.
chart-tile-is = Each tile is one area, as near to its real place as can be.
chart-without-place = Place not known
chart-highest = Highest
chart-lowest = Lowest
chart-no-room = No room on the map for
chart-no-boundary = Without a boundary, not drawn
chart-no-area = With a boundary but not among the figures
chart-one-square = Each square is one of the
chart-one-percent = Each square is 1% of its group; a part that is not zero has at least one
chart-no-squares = A part has no figure, so no shares are drawn
chart-first-or-same = First figure, or kept
chart-revised-up = Revised upwards
chart-revised-down = Revised downwards
chart-latest = Latest figure
chart-not-revised = unchanged
chart-once = published once
chart-since-first = since the first
chart-points = percentage points
chart-withdrawn = Figure withdrawn
chart-known-on = Day the figure became known
chart-coverage-of = Share of intervals that held the real value
chart-interval-of = Interval of
chart-nominal = Nominal level
chart-two-errors = ± 2 standard errors
chart-reliability = Forecast probability and how often it came true
chart-forecast-probability = Forecast probability
chart-observed-share = Came true
chart-perfect = Perfect agreement
chart-by-number = The larger the sign, the more forecasts
chart-horizon = Forecast ahead
chart-no-coverage = No interval has been tested yet
chart-no-probability = No probability has been tested yet
chart-backtested = Backtested coverage of { $level } intervals: { $held }
chart-by-chance-of = of { $n } areas, up to about { $k }
chart-intervals-tested = { $count ->
        [one] { $n } interval tested
       *[other] { $n } intervals tested
    }
chart-probabilities-tested = { $count ->
        [one] { $n } probability tested
       *[other] { $n } probabilities tested
    }

## What changed between two locks

changes-cause-heading = Causes
changes-verdict-heading = Verdicts that changed
changes-table-heading = Tables with changed rows
changes-finding-heading = Findings that came or went
changes-output-heading = Charts and pages that changed
changes-large-heading = Large tables that changed (a lock keeps no rows of theirs)
changes-none = nothing changed
changes-finding-gone = gone
changes-finding-new = new
changes-because = { $what }, because: { $cause }
changes-rows-of-table = { $table }: { $changed ->
        [one] { $changed } row
       *[other] { $changed } rows
    } changed, { $new } new, { $gone } gone
changes-column-numerator = numerator
changes-column-denominator = denominator
changes-column-value = value
changes-column-target = target
changes-column-upper-target = upper target
changes-column-printed-rate = printed rate
changes-column-verdict = verdict
changes-new-reading = new reading
changes-revision = revision
changes-withdrawn-reading = withdrawn reading
changes-catalogue = catalogue
changes-how-received-files-are-read = how received files are read
changes-query = query
changes-rule = rule
changes-method = method
changes-parameter = parameter
changes-program = program
changes-added = added
changes-removed = removed
changes-changed = changed
changes-more-causes = { $causes }; and { $more ->
        [one] { $more } more cause
       *[other] { $more } more causes
    }

## Verification

verify-other-version = the lock was made by another version of milepost: { $there }; here it is { $here }
verify-other-build = the lock was made by another build of the program: { $there }; here it is { $here }
verify-other-engine = the lock was made by another database engine: { $there }; here it is { $here }
verify-identical = identical: { $inputs ->
        [one] { $inputs } input file
       *[other] { $inputs } input files
    }, { $tables ->
        [one] { $tables } table
       *[other] { $tables } tables
    } ({ $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }), { $outputs ->
        [one] { $outputs } chart or page
       *[other] { $outputs } charts and pages
    }
verify-columns-differ = its columns differ
verify-table-too-large = the table is too large for its rows to be kept in a lock: only its hash is known to differ
verify-received-differ = the store of received files has rows that are not those that were taken
verify-the-inputs-differ = the inputs differ
verify-only-outputs-differ = inputs and all tables are identical; charts and pages differ
verify-first-table = the inputs are identical; the first table that differs
how-new = new
how-gone = gone
how-changed = changed

## Queries: lint, tests, lineage

graph-title = What is made of what
graph-queries = queries
graph-see-above = see above
graph-dataset = dataset
graph-of-literals = of literals and counts of rows alone
graph-rows-of-table = its rows
graph-parameter = parameter
graph-parameters = parameters
lint-nothing = Nothing to mend in the queries.
lint-to-mend = { $n } to mend; `-- lint: allow RULE because ...` lets one rule pass in one file.
lint-what-to-do = what to do
test-more-rows = { $n } more
test-summary = { $assertions ->
        [one] { $assertions } assertion
       *[other] { $assertions } assertions
    }, { $offending ->
        [one] { $offending } offending row
       *[other] { $offending } offending rows
    }; { $records ->
        [one] { $records } record
       *[other] { $records } records
    } in { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, { $otherwise } came out otherwise.
test-found = found
test-expected = expected
test-rows-kept = these rows are in the table assertion_failure of
lint-allowed-for-nothing = `{ $rule }` is allowed, but nothing is to be allowed
lint-take-out-line = take out the line
lint-sample = a sample: another result on every run
lint-write-condition = choose rows by a written condition
lint-chance = `{ $name }` gives another result on every run: a signed review cannot be rebuilt
lint-use-as-of = use getvariable('as_of'), the day of the review
lint-use-key = use a key, or row_number() OVER (ORDER BY ...)
lint-star = a * in the result: one more column in a table below, and the result is another
lint-write-columns = write the columns by name
lint-undeclared = the column `{ $name }` of the result is not declared
lint-add-column-line = add a line `-- column name | nhãn | label | unit | meaning`
lint-declared-not-there = the column `{ $name }` is declared and not in the result
lint-unknown-unit = the unit `{ $unit }` of the column `{ $name }` is none that is known
lint-use-known-unit = use one of: { $units }; or add it to the table `unit`
lint-zero-divisor = a division that does not say what a zero divisor gives: the result would be infinite, NaN or blank
lint-write-nullif = write a / nullif(b, 0), CASE WHEN b > 0 THEN a / b END, or WHERE b > 0
lint-mean-of-rate = a mean of the rate `{ $rate }`: a small part weighs as much as a large one, so that it is not the rate of the whole
lint-write-ratio = write the ratio of sums: 100.0 * sum(numerator) / nullif(sum(denominator), 0)
lint-no-order = `{ $name }` depends on the order of rows, and none is given
lint-order-or-max = write { $name }(x ORDER BY key), or max(x) where every row has the same value
lint-order-over = write OVER (... ORDER BY key)
lint-order-by-key = write { $name }(x ORDER BY key)
lint-cut-without-order = { $word } without ORDER BY: which rows are kept is chance
lint-add-order-by = add an ORDER BY over a key
lint-parameter-not-used = the parameter `{ $name }` is declared and not used
lint-float-sum = `{ $name }` adds { $type } figures in no order: the last bits differ from run to run
lint-add-decimals = add decimals and divide afterwards; where they are estimates already: { $name }(x ORDER BY key), or fsum(x)
graph-legend-dataset = table of a dataset
graph-legend-query = result of a query
graph-legend-parameter = parameter of the run
graph-legend-unknown = ? cannot be told

## Receiving files

ingest-rows-add-up = { $rows ->
        [one] { $read } row
       *[other] { $read } rows
    } = { $accepted } accepted + { $aside } set aside + { $excluded } left out; { $kept ->
        [one] { $records } record
       *[other] { $records } records
    }
ingest-recipe = recipe
ingest-header-rows = header rows
ingest-left-out = left out
ingest-file-refused = the file is not taken
ingest-more-troubles = … and { $n } more
ingest-see-cell = see cell “{ $suggestion }”
ingest-rows-sum-to = the rows add up to “{ $suggestion }”
ingest-unlike = unlike “{ $suggestion }”
perhaps-meant = is it “{ $suggestion }”?
ingest-figures-differ = { $figures ->
        [one] { $n } figure differs
       *[other] { $n } figures differ
    } from what was received before
ingest-summary = Files: { $taken } taken, { $unchanged } unchanged, { $refused } refused. Rows: { $read } read = { $accepted } accepted + { $aside } set aside + { $excluded } left out by rule.
ingest-marked-in = Reasons and marked workbooks
ingest-expected = expected
ingest-no-longer-in-the-file = no longer in the file
ingest-see-the-table-ledger-revision = see the table ledger_revision

## What is wrong with a cell, a row or a file, and what was missing

problem-missing-required = the cell must be filled in and is not
problem-error-cell = the cell holds an error: mend the formula or clear it
problem-negative-count = a count cannot be negative
problem-day-for-period = a day where a period is asked for: type the period as text
problem-day-among-figures = the cell is formatted as a day where a number is asked for
problem-fraction-or-percent = a fraction or a percentage? write the % sign or format the cell as a percentage
problem-not-a-flag = Có (yes) or Không (no) was expected
problem-unknown-word = not one of the choices of this column
problem-unit-contradicted = the unit is not that of the column
problem-not-whole-dong = the amount is not a whole number of đồng
problem-rule-broken = the figures of the row contradict one another
problem-duplicate-key = the row repeats one above it
problem-total-differs = the total is not the sum of its rows
problem-perhaps-a-total = a total or a record? name the label in excluded.csv, or make the recipe's `totals` more exact
problem-column-absent = this column, which may be absent, is not there; others on the sheet are not read
problem-other-grain = a longer or shorter period than the form is for: it would be counted twice
problem-sums-up-others = the row of an area that others are part of: it would be counted twice
problem-no-header = no table was found: none of the form's labels is there
problem-label-renamed = a column of the form is not there; a similar label is: it may have been renamed
problem-label-missing = a required column of the form is not there
problem-label-twice = several columns answer to one label of the form
problem-title-missing = a required value above the table is not there
problem-accumulation-contradicted = figures since the beginning of the year and figures of one period must not be mixed: the form says otherwise than its recipe
problem-no-recipe = no recipe knows a table of this file
problem-several-recipes = several recipes know this sheet equally well
problem-sheet-not-read = the sheet has content, but no recipe knows it: not read
problem-newer-form = the form is of a newer version than the recipe
problem-older-form = the form is of an older version: send the new template
problem-blank-form = the form came back blank
problem-simulated-here = the file holds simulated figures and this project real ones
problem-real-in-simulation = this project is a simulation and the file does not say that it is simulated
problem-cannot-read = the file cannot be read
problem-readers-disagree = two readers read this cell differently
problem-encrypted = the file is encrypted: save it without a password
problem-truncated = the file is cut off or damaged: send it again
problem-damaged = the file is damaged: open it, save it and send it again
problem-mislabelled = the file is not what its name says: save it in the right format
problem-unknown-kind = a kind of file that is not read: save it as XLSX
problem-unsafe-file = the file is built to harm, or too large: it was not opened
problem-empty-file = the file is empty: send it again
problem-encoding-unknown = the encoding cannot be told: save the file as UTF-8
problem-too-much-set-aside = too many rows cannot be understood: the recipe is not that of this form
problem-encoding-detected = the encoding of the text was detected, not declared
problem-delimiter-detected = the delimiter of the text was detected, not declared
problem-encoding-doubtful = the text looks written in another encoding than the declared one
problem-tcvn3-high = the bytes 0x80–0x9F of TCVN3 were read in one of two ways
problem-delimiter-doubtful = another delimiter would do as well: declare it in the recipe
problem-quotes-literal = quotes were read as plain text
problem-hidden-sheet = a hidden sheet: not read
problem-former-area = the name of a former unit, read as its successor
problem-not-number = not a number
problem-other-locale = not written in the number style declared for this column
problem-grouping = separators do not stand at groups of three digits
problem-sign = the minus is unclear: a plain “-” right before the number was expected
problem-parentheses = a number in parentheses may be negative, a column's number or a note
problem-footnote = a footnote mark is attached to the number
problem-foreign-digits = has digits other than plain 0-9
problem-several-numbers = several numbers in one cell
problem-too-many-decimals = has more than six decimals
problem-too-large = the number is too large
problem-not-finite = not a finite number
problem-decimals = a whole number without decimals was expected
problem-percent = a number without a percent sign was expected
problem-has-unit = a number without a unit was expected
problem-not-exact = one exact number was expected, not a range or a bound
problem-unclear = can be understood in more than one way
problem-falling-range = the range ends below its beginning
problem-units-differ = the two ends of the range have different units
problem-not-ratio = not a ratio such as 217,339/228,769
problem-not-day = not a day as dd/mm/yyyy
problem-month-first = the month stands first; dd/mm/yyyy was expected
problem-two-digit-year = the year has two digits; four were expected
problem-no-such-day = no such day or month in the calendar
problem-year-out-of-range = the year is not from 1900 to 2100
problem-no-year = the year is missing
problem-not-period = not a period such as “Quý III/2025”, “Tháng 9/2025”, “9 tháng năm 2025”
problem-unclear-start = cumulative, but it is not said since when
problem-several-days = names several different days as the reporting day
problem-not-area = not in the list of areas
problem-near-area = not in the list of areas, which has only a similar name
problem-ambiguous-area = may be several areas; a full name, a type or a code was expected
problem-area-elsewhere = this area does not lie in the district or province named with it
missing-blank = left blank
missing-not-available = occurred, but no figure is available
missing-not-applicable = not applicable
missing-nil = did not occur
missing-suppressed = a figure exists but is not disclosed

## Calculations by hand; symbols stand as in the formulas

working-target-on-bound = the target { $target } is on the bound, or within half a measurement unit u of it, so this value is asked about
working-probability-of = probability of a value { $sign } { $goal } on { $day }
working-the-target = the target
working-target-on-scale = the target on the scale
working-no-class = no class
working-method-class = { $method }: { $class }
working-base = the base, { $day }
working-latest-reading = the latest reading, { $day }
working-target-by = the target, by { $day }
working-direction = 1 where higher is better, −1 where lower is
working-years-from-the-base-to-the-latest = years from the base to the latest reading
working-years-from-the-base-to-the-target = years from the base to the target date
working-where-it-should-be-at-the-latest = where it should be at the latest reading
working-distance-positive-when-better = distance, positive when better
working-months-ahead-of-the-line-negative-behind = months ahead of the line (negative: behind)
working-change-made-over-the-change-due-by = change made over the change due by now
working-share-of-the-way-made-so-far = share of the way made so far
working-growth-per-year-so-far = growth per year so far
working-growth-per-year-needed = growth per year needed
working-growth-so-far-over-growth-needed = growth so far over growth needed
working-score-from-5-to-5 = score from −5 to 5
working-change-per-year-so-far = change per year so far
working-change-per-year-needed = change per year needed
working-share-of-the-way-covered-by-the = share of the way covered by the target date
working-value-at-that-growth = the value if that growth went on to the target date: the method's, no projection
working-value-of-that-line = that line's value at the target date: the method's, no projection
working-anticipated-progress-out-of-10 = anticipated progress out of 10
working-scale-logit-limit = logit scale with the limit L = { $limit }
working-no-limit-declared = no limit declared: a straight line
working-weights-later-readings-weigh-more = weights, later readings weigh more
working-mean-time = mean time
working-mean = mean
working-slope-per-year = slope per year
working-class = Reference class { $name }: { $areas } areas, { $windows } windows of growth, from { $first } to { $last }.
working-effective-windows = effective windows that began near this level, at least 30; from { $areas-count ->
        [one] { $areas } effective area
       *[other] { $areas } effective areas
    }
working-quantiles-asked = the quantiles that an interval of { $level }% takes: lower end, median, upper end
working-normal-score = normal score of the last { $years-count ->
        [one] { $years } year
       *[other] { $years } years
    } within the class, kept within ±2.5
working-pace-kept = how much of being ahead or behind is kept after h years
working-width-left = width that is left once the pace so far is known
working-the-quantiles-of-the-class-that-stand = the quantiles of the class that stand for p
working-class-growth = growth on the scale in h years within the class at these quantiles, read between neighbouring percents
working-place-on-the-scale-in-h-years = place on the scale in h years
working-drift-weight = weight of the own drift with { $readings-count ->
        [one] { $readings } reading
       *[other] { $readings } readings
    }, the class has the rest
working-own-drift = The series' own drift ({ $method }):
working-readings-on-bound = readings on the bound, or within half a measurement unit u of it, that are therefore taken so: { $readings }
working-the-readings-placed-on-the-scale = the readings placed on the scale
working-first-reading = the first reading, { $day }
working-years-between-neighbours = years between neighbours: days over 365.25
working-years-between = years from { $from } to { $to }
working-horizon = years from the latest reading, { $day }, to the day projected
working-steps-ahead = steps ahead, a step being the mean gap between readings
working-variance-of-a-one-step-error = variance of a one-step error
working-freedom = degrees of freedom: readings less what was estimated
working-the-readings-as-they-are = the readings as they are
working-log-scale = log scale
working-scale-logit = logit scale between { $lower } and { $upper }
working-scale-gompertz = Gompertz scale between { $lower } and { $upper }
working-holt-alpha = weight of the newest reading in the level; α, β, φ, ℓ_0, b_0 make the squared errors least
working-holt-beta = its weight in the trend
working-holt-phi = what is kept of the trend at each step
working-starting-level-on-the-scale = starting level on the scale
working-starting-trend = starting trend
working-level-after-the-latest-reading = level after the latest reading
working-trend-per-step-after-the-latest-reading = trend per step after the latest reading
working-median-on-the-scale = median on the scale
working-variance-multiple = variance at k steps as a multiple of that at one
working-standard-error-on-the-scale = standard error on the scale
working-curve-ceiling = ceiling
working-curve-rate = rate per year
working-curve-midpoint = midpoint, years from the first reading
working-curve-innovation = innovation per year
working-curve-imitation = imitation per year
working-fitted = { $parameter }, by least squares, standard error { $deviation }
working-declared = { $parameter }, declared
working-the-curve-on-the-day-projected = the curve on the day projected
working-the-first-reading-as-a-share-of = the first reading as a share of the ceiling
working-the-level-the-curve-starts-from = the level the curve starts from
working-freedom-of-curve = degrees of freedom: readings fitted less parameters
working-standard-deviation-of-the-readings-about-the = standard deviation of the readings about the curve
working-years-from-first = years from the first reading, { $day }
working-standard-error-of-the-curve-itself-delta = standard error of the curve itself (delta method)
working-standard-error-of-a-new-reading = standard error of a new reading
working-mean-on-the-scale = mean on the scale
working-sum-of-products-about-the-means = sum of products about the means
working-slope-per-year-on-the-scale = slope per year on the scale
working-height-of-the-line-at-the-latest = height of the line at the latest reading
working-years-from-latest = years from the latest reading: days over 365.25
working-sum-of-squared-times-about-their-mean = sum of squared times about their mean
working-variance-about-the-line = variance about the line
working-standard-error-of-a-new-reading-on = standard error of a new reading on the scale
working-variance-per-year-on-the-scale = variance per year on the scale
working-median-stays = median on the scale: the latest value stays
working-interval-on-scale = the interval on the scale
working-interval-before-bounds = the interval before the bounds are kept
working-median-projected = the median projected
working-interval-projected = the { $level }% interval
working-student-quantile = quantile of Student's t on { $freedom-count ->
        [one] { $freedom } degree of freedom
       *[other] { $freedom } degrees of freedom
    }, γ being the level
working-share-up-to = share of the distribution up to { $value }: F_C of the class, F_D of the own drift
working-drift-per-year-on-the-scale = drift per year on the scale
working-scenario-straight = { $method }: straight to { $goal } on { $day }
working-scenario-fastest = { $method }: at the fastest pace seen, of { $peer }
working-change-per-year-of-scenario = change per year needed
working-scenario-met = from { $day } on it stands at the target
working-scenario-value = the scenario's value on { $day }
working-reading-of-peer = of { $peer }, { $day }
working-change-per-year-on-the-scale-the = change per year on the scale, the fastest
working-place-on-the-scale = place on the scale
working-theta-alpha = weight of the newest reading, for which the squared errors are least
working-theta-start = starting level, for which they are least too
working-smoothed-level-after-the-latest-reading = smoothed level after the latest reading
working-slope-per-step-of-the-least-squares = slope per step of the least-squares line
working-years-from-first-in-days = years from the first reading, { $day }: days over 365.25
working-mann-kendall = Mann-Kendall ({ $method }): are later readings higher
working-pairs = pairs
working-pairs-rise-fall = { $rising } { $rising-count ->
        [one] pair rises
       *[other] pairs rise
    } less { $falling } that { $falling-count ->
        [one] falls
       *[other] fall
    }; { $equal } { $equal-count ->
        [one] is
       *[other] are
    } equal
working-variance-of-s-without-a-trend-t = variance of S without a trend; t are the sizes of groups of equal readings
working-s-0-nothing-leans-either-way = S = 0: nothing leans either way
working-exact-p = exact two-sided p-value: { $extreme } of { $orders } orders { $extreme-count ->
        [one] has
       *[other] have
    } S of { $s } or more, and as many on the other side
working-two-sided-p-value-by-the-normal = two-sided p-value by the normal distribution
working-kendalls-tau-b-n-0-pairs-are = Kendall's tau-b; N_0 pairs are equal
working-p-value-adjusted-for-dependence = p-value adjusted for dependence
working-autocorrelation = correlation of neighbours about the trend; large above { $limit }
working-variance-inflated = the variance is so many times larger, as with { $readings } independent readings
working-middle-slope = number { $place } of the { $slopes } slopes of all pairs, in order
working-middle-slopes = between numbers { $place } and { $next } of the { $slopes } slopes of all pairs, in order
working-height-of-the-line-at-t-0 = height of the line at t = 0
working-theil-sen = Theil-Sen ({ $method }): the median slope per year
working-critical-s = smallest |S| that is significant with { $readings } readings at { $level }%
working-slopes-left-out-at-either-end = slopes left out at either end
working-slopes-covering = slopes number { $first } and { $last }; such an interval covers the true slope { $times } times in 100
working-least-squares = Least squares ({ $method }): slope per year
working-mean-value = mean value
working-sum-of-squares = sum of squares
working-sum-of-products = sum of products
working-height-of-the-line-at-the-first = height of the line at the first reading
working-standard-deviation-about-the-line = standard deviation about the line
working-standard-error-of-the-slope = standard error of the slope
working-degrees-of-freedom = degrees of freedom
working-the-slope-over-its-standard-error = the slope over its standard error
working-two-sided-p-value-by-students-t = two-sided p-value by Student's t
working-quantile-of-students-t = quantile of Student's t
working-interval-of-slope = { $level }% interval of the slope
working-p-adjusted-n = p-value with { $readings } independent readings for n
working-share-of-the-variance-that-the-line = share of the variance that the line explains
working-heading-interval = By { $day }, { $level }% interval:
working-heading-day = By { $day }:
