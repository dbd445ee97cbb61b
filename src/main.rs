fn main() {
    let project = milepost::project::Project::find(std::path::Path::new(".")).unwrap();
    let t = std::time::Instant::now();
    let data = match milepost::observations::read_all(&project.datasets(), "datasets") { Ok(d) => d, Err(e) => { eprintln!("{e}"); std::process::exit(3) } };
    eprintln!("read {:?}", t.elapsed());
    std::fs::create_dir_all(project.out()).unwrap();
    let store = milepost::store::Store::build(&project.database(), &data);
    match store { Ok(s) => { s.close().unwrap(); } Err(e) => eprintln!("{e}") }
    eprintln!("stored {:?}", t.elapsed());
}
