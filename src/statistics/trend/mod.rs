//! Is there a trend, how steep is it, and how sure is that?
