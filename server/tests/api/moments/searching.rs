//! Searching moments.

use life_circle_server::clock;
use life_circle_server::platform::db::Sql;
use life_circle_wire::audience::Audience;
use life_circle_wire::friends::SetFriendDetailsRequest;
use life_circle_wire::moments::{PostMomentRequest, SetMomentText, SetTextRequest};
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::search::{MomentSearch, MonthsQuery, ReadMonths, SearchMoments};
use life_circle_wire::{Cursor, ErrorCode, Handle, MomentId, NoArgument, Timestamp};

use crate::support::{Friend, code, story};

async fn find(person: &Friend, search: MomentSearch) -> Vec<MomentId> {
    let page = person
        .read_with::<SearchMoments>(&NoArgument, &search)
        .await;
    let items = page.expect("a search").items;
    items.iter().map(|moment| moment.id).collect()
}

async fn find_words(person: &Friend, words: &str) -> Vec<MomentId> {
    let search = MomentSearch {
        q: words.to_owned(),
        ..MomentSearch::default()
    };
    find(person, search).await
}

async fn post_at(author: &Friend, text: &str, place: &str) -> MomentId {
    let request = PostMomentRequest {
        text: text.to_owned(),
        place: place.to_owned(),
        ..PostMomentRequest::default()
    };
    author.post_moment(&request).await.id
}

#[test]
fn moments_are_found_by_words_in_any_script_by_topic_and_by_place() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        fang.befriend(&lei).await;
        let lake = post_at(&lei, "去西湖边散步 with Emma #spring#", "断桥").await;
        let tea = post_at(&fang, "Tea at the WEST Lake", "").await;
        post_at(&han, "西湖 spring tea", "断桥").await;
        for (words, found) in [
            ("西湖", vec![lake]),
            ("湖边", vec![lake]),
            ("湖西", vec![]),
            ("散", vec![lake]),
            ("emm 散步", vec![lake]),
            ("west lake", vec![tea]),
            ("lake west", vec![tea]),
            ("est", vec![]),
            ("#spr", vec![lake]),
            ("spring", vec![lake]),
            ("断桥", vec![lake]),
            ("  ", vec![]),
            ("\0", vec![]),
            ("tea lake at the west and more", vec![]),
        ] {
            assert_eq!(find_words(&fang, words).await, found, "{words:?}");
        }
        let by_place = MomentSearch {
            place: "断桥".to_owned(),
            ..MomentSearch::default()
        };
        assert_eq!(find(&fang, by_place).await, [lake]);
        assert_eq!(find_words(&han, "emma").await, [], "they aren't friends");
    });
}

#[test]
fn a_search_can_be_narrowed_to_a_person_a_time_and_photos() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        fang.befriend(&lei).await;
        let mine = fang.post("a walk").await;
        let theirs = lei.post("a walk").await;
        let used = PhotoUse {
            id: lei.upload_picture(1).await,
            alt: String::new(),
        };
        let request = PostMomentRequest {
            photos: vec![used],
            ..PostMomentRequest::default()
        };
        let photo = lei.post_moment(&request).await.id;
        let by = |author: &Friend| MomentSearch {
            author: Some(author.handle()),
            ..MomentSearch::default()
        };
        assert_eq!(find(&fang, by(&lei)).await, [photo, theirs]);
        let walk_of_mine = MomentSearch {
            q: "walk".to_owned(),
            ..by(&fang)
        };
        assert_eq!(find(&fang, walk_of_mine).await, [mine]);
        assert_eq!(find(&fang, by(&han)).await, []);
        let with_photos = MomentSearch {
            has_photos: true,
            ..MomentSearch::default()
        };
        assert_eq!(find(&fang, with_photos).await, [photo]);
        let photos_by = |author: &Friend| MomentSearch {
            has_photos: true,
            ..by(author)
        };
        assert_eq!(find(&fang, photos_by(&lei)).await, [photo]);
        assert_eq!(find(&fang, photos_by(&fang)).await, []);
        assert_eq!(find(&fang, photos_by(&han)).await, []);
        let tomorrow = Timestamp(clock::now().0 + 86_400_000);
        let until = |to: Timestamp| MomentSearch {
            q: "walk".to_owned(),
            to: Some(to),
            ..MomentSearch::default()
        };
        assert_eq!(find(&fang, until(tomorrow)).await, [theirs, mine]);
        assert_eq!(find(&fang, until(Timestamp(0))).await, []);
        let never = Timestamp(253_402_300_799_000);
        assert_eq!(
            find(&fang, until(never)).await,
            [theirs, mine],
            "the year 9999"
        );
        let all_until = MomentSearch {
            to: Some(tomorrow),
            ..MomentSearch::default()
        };
        assert_eq!(find(&fang, all_until).await, [photo, theirs, mine]);
        let from = MomentSearch {
            from: Some(tomorrow),
            ..MomentSearch::default()
        };
        assert_eq!(find(&fang, from).await, []);
        let nobody: Handle = "nobody_here".parse().expect("a handle");
        let search = MomentSearch {
            author: Some(nobody),
            ..MomentSearch::default()
        };
        let refused = fang.read_with::<SearchMoments>(&NoArgument, &search).await;
        assert_eq!(code(refused), ErrorCode::NotFound);
    });
}

#[test]
fn what_is_edited_deleted_or_hidden_is_found_no_more() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        fang.befriend(&lei).await;
        let moment = lei.post("plums and pears").await;
        let text = "pears and 桃子".to_owned();
        let edited = lei
            .call::<SetMomentText>(&moment, &SetTextRequest { text })
            .await;
        edited.expect("edited");
        assert_eq!(find_words(&fang, "plums").await, []);
        assert_eq!(find_words(&fang, "pears 桃").await, [moment]);

        let hide = SetFriendDetailsRequest {
            hides_theirs: Some(true),
            ..SetFriendDetailsRequest::default()
        };
        fang.set_details(&lei, &hide).await;
        assert_eq!(find_words(&fang, "pears").await, []);

        lei.delete_moment(moment).await;
        assert_eq!(find_words(&lei, "pears").await, []);
        server.sweep_after(clock::hours_ms(1)).await;
        let mut read = server.database.read().await.expect("a connection");
        let words: i64 = Sql::new("SELECT COUNT(*) FROM moment_words")
            .fetch_scalar(&mut read)
            .await
            .expect("a number");
        assert_eq!(words, 0, "nothing of it stays");
    });
}

#[test]
fn moments_from_before_the_search_get_their_words() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let moment = fang.post("an old word").await;
        server.run_sql("DELETE FROM moment_words").await;
        server.run_sql("UPDATE moments SET has_words = 0").await;
        assert_eq!(find_words(&fang, "old").await, []);
        server.sweep_after(0).await;
        assert_eq!(find_words(&fang, "old").await, [moment]);
    });
}

#[test]
fn a_search_goes_on_page_by_page() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let mut posted = Vec::new();
        for number in 0..5 {
            posted.insert(0, fang.post(&format!("tea number {number}")).await);
        }
        let mut found = Vec::new();
        let mut cursor = None;
        loop {
            let search = MomentSearch {
                q: "tea".to_owned(),
                cursor,
                limit: Some(2),
                ..MomentSearch::default()
            };
            let page = fang.read_with::<SearchMoments>(&NoArgument, &search).await;
            let page = page.expect("a page");
            assert!(page.items.len() <= 2);
            found.extend(page.items.iter().map(|moment| moment.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(found, posted);
        let search = MomentSearch {
            q: "tea".to_owned(),
            cursor: Some(Cursor("nonsense".to_owned())),
            ..MomentSearch::default()
        };
        let refused = fang.read_with::<SearchMoments>(&NoArgument, &search).await;
        assert_eq!(code(refused), ErrorCode::CursorInvalid);
    });
}

#[test]
fn moments_are_counted_by_the_readers_months_as_far_as_they_see_them() {
    story(async |server| {
        let [fang, lei, han] = server.sign_up_all(["wang_fang", "li_lei", "han_mei"]).await;
        fang.befriend(&lei).await;
        fang.post("late in October").await;
        // 2026-10-31T17:00:00Z.
        server
            .run_sql("UPDATE moments SET created_at = 1793466000000")
            .await;
        fang.post("in October, too").await;
        fang.post_for("a diary", Audience::OnlyMe).await;
        // 2026-10-05T00:00:00Z.
        let sql = "UPDATE moments SET created_at = 1791158400000 WHERE created_at > 1793466000000";
        server.run_sql(sql).await;
        let count = async |reader: &Friend, ahead| {
            let query = MonthsQuery { ahead };
            let read = reader.read_with::<ReadMonths>(&fang.handle(), &query).await;
            let months = read.expect("months").months;
            let months = months
                .iter()
                .map(|month| (month.month.to_string(), month.moments));
            months.collect::<Vec<_>>()
        };
        let october = |moments| ("2026-10".to_owned(), moments);
        assert_eq!(count(&lei, 0).await, [october(2)]);
        let in_china = [("2026-11".to_owned(), 1), october(1)];
        assert_eq!(count(&lei, 480).await, in_china);
        assert_eq!(count(&fang, 0).await, [october(3)]);
        assert_eq!(
            count(&han, 0).await,
            [],
            "a stranger's search finds nothing"
        );
        let hides = SetFriendDetailsRequest {
            hides_theirs: Some(true),
            ..SetFriendDetailsRequest::default()
        };
        lei.set_details(&fang, &hides).await;
        assert_eq!(count(&lei, 0).await, [], "nor does the search");
    });
}
