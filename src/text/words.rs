//! The words that the journeys look for. Long, since each word has its line.
//!
//! `cargo xtask words` writes `e2e/support/words.ts` from this list. A test fails while the file is
//! out of date.

use std::fmt::Write as _;
use std::{env, fs};

use life_circle_wire::ErrorCode;

use super::Language;
use super::parts::{self, PartsText};

/// Numbers that stand for the first and second argument while a text is written as a template.
const FIRST: u8 = 43;
const SECOND: u8 = 87;

/// A name in `words.ts`, and its value as TypeScript.
type Word = (&'static str, String);

fn plain(text: &str) -> String {
    format!("{text:?}")
}

fn named(argument: &str, template: &str) -> String {
    format!("({argument}: string) => `{template}`")
}

/// A text with one or two numbers. `names` are separated by a comma and a space.
fn numbered(names: &str, text: &str) -> String {
    let names: Vec<&str> = names.split(", ").collect();
    let mut template = text.to_owned();
    for (name, number) in names.iter().zip([FIRST, SECOND]) {
        template = template.replace(&number.to_string(), &format!("${{{name}}}"));
    }
    let arguments: Vec<String> = names.iter().map(|name| format!("{name}: number")).collect();
    format!("({}) => `{template}`", arguments.join(", "))
}

/// A text with a number that may be 1.
fn counted(one: &str, many: &str) -> String {
    let many = many.replace(&FIRST.to_string(), "${count}");
    format!("(count: number) => (count === 1 ? {one:?} : `{many}`)")
}

#[expect(clippy::too_many_lines, reason = "each word has its line")]
fn words(locale: &str, text: &'static PartsText) -> Vec<Word> {
    vec![
        ("locale", plain(locale)),
        ("signIn", plain(text.account.sign_in)),
        ("signUp", plain(text.account.sign_up)),
        ("signOut", plain(text.account.sign_out)),
        ("signOutUnsent", plain(text.account.sign_out_unsent)),
        ("handle", plain(text.account.handle)),
        ("name", plain(text.account.display_name)),
        ("password", plain(text.account.password)),
        ("home", plain(text.common.home)),
        ("friends", plain(text.common.friends)),
        ("circle", plain(text.common.circle)),
        ("me", plain(text.common.me)),
        ("findPeople", plain(text.people.find_people_placeholder)),
        ("sendRequest", plain(text.requests.send_request)),
        ("message", plain(text.requests.request_message)),
        ("requestSent", plain(text.requests.request_sent)),
        ("nowFriends", plain(text.requests.now_friends)),
        ("sharePrompt", plain(text.moments.share_prompt)),
        ("newMoment", plain(text.moments.new_moment)),
        ("momentText", plain(text.compose.moment_text)),
        ("place", plain(text.compose.place)),
        ("edited", plain(text.moments.edited)),
        ("likeWaits", plain(text.moments.like_waits)),
        ("codesLost", plain(text.security.codes_lost)),
        ("fullText", plain(text.moments.full_text)),
        ("lessText", plain(text.moments.less_text)),
        ("mention", plain(text.compose.mention)),
        ("remind", plain(text.compose.remind)),
        ("findFriend", plain(text.people.find_friend)),
        ("mentionedYou", plain(text.notifications.mentioned_you)),
        ("retry", plain(text.common.retry)),
        ("tryAgain", plain(text.common.try_again)),
        ("edit", plain(text.common.edit)),
        (
            "photoUnreadable",
            plain((text.form_errors.refused)(ErrorCode::PhotoUnreadable)),
        ),
        ("seeAll", plain(text.actions.see_all)),
        ("justNow", plain(text.common.just_now)),
        ("editProfile", plain(text.account.edit_profile)),
        ("about", plain(text.account.about)),
        ("save", plain(text.actions.save)),
        ("share", plain(text.moments.share)),
        ("like", plain(text.moments.like)),
        ("liked", plain(text.moments.liked)),
        ("likeFailed", plain(text.moments.like_failed)),
        ("comment", plain(text.moments.comment)),
        (
            "commentPlaceholder",
            plain(text.moments.comment_placeholder),
        ),
        ("send", plain(text.moments.send)),
        ("offline", plain(text.shell.you_are_offline)),
        ("lastUpdated", plain(text.common.last_updated)),
        ("search", plain(text.common.search)),
        ("addShared", plain(text.compose.add_shared)),
        ("drafts", plain(text.compose.drafts)),
        ("putAside", plain(text.compose.put_aside)),
        ("draft", plain(text.moments.draft)),
        ("draftsFull", plain(text.compose.drafts_full)),
        ("shared", plain(text.compose.shared)),
        ("byMonth", plain(text.moment_search.by_month)),
        ("searchPlaceholder", plain(text.moment_search.placeholder)),
        ("nothingFound", plain(text.moment_search.nothing_found)),
        ("onlyKept", plain(text.moment_search.only_kept)),
        ("withPhotos", plain(text.moment_search.with_photos)),
        ("sharedBy", plain(text.moment_search.author)),
        ("anyone", plain(text.moment_search.anyone)),
        ("versionWaits", plain(text.shell.version_waits)),
        ("update", plain(text.shell.update)),
        ("tryingAgain", plain(text.outbox.trying_again)),
        ("delete", plain(text.common.delete)),
        ("discard", plain(text.outbox.discard)),
        ("deleteSure", plain(text.common.delete_sure)),
        ("undo", plain(text.moments.undo)),
        (
            "undoTooLate",
            plain((text.errors.refused)(ErrorCode::UndoTooLate)),
        ),
        ("onlyMe", plain(text.moments.audience_only_me)),
        ("notifications", plain(text.common.notifications)),
        ("behind", plain(text.shell.connection_lost)),
        ("suggestions", plain(text.people.suggestions)),
        (
            "friendSettings",
            plain(text.friend_settings.friend_settings),
        ),
        ("remark", plain(text.friend_settings.remark)),
        ("newTag", plain(text.tags.new_tag)),
        ("make", plain(text.tags.make)),
        ("tags", plain(text.tags.tags)),
        ("tagName", plain(text.tags.tag_name)),
        ("star", plain(text.friend_settings.star)),
        ("starred", plain(text.friend_settings.starred)),
        ("hideMine", plain(text.friend_settings.hide_mine)),
        ("forSome", plain(text.moments.audience_some)),
        ("whoSeesIt", plain(text.audience.who_sees_it)),
        ("whoSeesItNow", plain(text.audience.who_sees_it_now)),
        ("becauseFrozen", plain(text.audience.because_frozen)),
        ("unsaved", plain(text.friend_settings.unsaved)),
        ("nothingChanges", plain(text.audience.nothing_changes)),
        ("audience", plain(text.moments.audience)),
        ("seeWhatChanges", plain(text.audience.see_what_changes)),
        ("changeNow", plain(text.audience.change_now)),
        ("theySeeIt", plain(text.audience.they_see_it)),
        ("block", plain(text.people.block)),
        ("unblock", plain(text.people.unblock)),
        ("youBlockedThem", plain(text.people.you_blocked_them)),
        ("blockedPeople", plain(text.people.blocked_people)),
        ("windowMonth", plain(text.settings.window_month)),
        ("suggestMe", plain(text.settings.suggest_me)),
        ("newTagButton", plain(text.tags.new_tag)),
        ("goOn", plain(text.security.go_on)),
        ("addFriends", plain(text.people.add_friends)),
        ("makeCode", plain(text.links.make_code)),
        ("codeOfLink", plain(text.links.code_of_link)),
        ("copyLink", plain(text.links.copy_link)),
        ("copied", plain(text.actions.copied)),
        ("scan", plain(text.links.scan)),
        ("scanPicture", plain(text.links.scan_picture)),
        ("scanNothing", plain(text.links.scan_nothing)),
        ("scanOther", plain(text.links.scan_other)),
        ("becomeFriends", plain(text.links.link_become_friends)),
        ("toTheirPage", plain(text.links.to_their_page)),
        ("linkGone", plain(text.links.link_gone)),
        ("revokeLink", plain(text.links.revoke)),
        ("security", plain(text.security.security)),
        ("changePassword", plain(text.security.change_password)),
        ("currentPassword", plain(text.security.current_password)),
        ("newPassword", plain(text.security.new_password)),
        ("recoveryCodes", plain(text.security.recovery_codes)),
        ("makeCodes", plain(text.security.make_codes)),
        ("saveCodes", plain(text.security.save_codes)),
        ("forgotPassword", plain(text.security.forgot_password)),
        ("recover", plain(text.security.recover)),
        ("recoveryCode", plain(text.security.recovery_code)),
        (
            "recoveryCodeWrong",
            plain(text.security.recovery_code_wrong),
        ),
        ("addPasskey", plain(text.security.add_passkey)),
        ("passkeyName", plain(text.security.passkey_name)),
        ("signInPasskey", plain(text.security.sign_in_passkey)),
        ("wrongCredentials", plain(text.security.password_wrong)),
        ("leaveAccount", plain(text.security.leave_account)),
        ("keepAccount", plain(text.security.keep_account)),
        ("report", plain(text.reports.report)),
        ("reportSent", plain(text.reports.report_sent)),
        ("reasonFraud", plain(text.reports.reason_fraud)),
        ("index", plain(text.people.index)),
        ("feedEmpty", plain(text.moments.feed_empty_title)),
        ("momentGone", plain(text.moment_pages.moment_gone)),
        ("tagGone", plain((text.errors.refused)(ErrorCode::TagGone))),
        ("deletedTag", plain(text.tags.deleted_tag)),
        ("forOthers", plain(text.moments.audience_others)),
        ("viewAs", plain(text.people.view_as)),
        ("asSeenEmpty", plain(text.moment_pages.as_seen_empty)),
        ("changeAll", plain(text.audience.change_all)),
        ("chooseSomebody", plain(text.audience.choose_somebody)),
        ("chatOnly", plain(text.friend_settings.chat_only)),
        ("hideTheirs", plain(text.friend_settings.hide_theirs)),
        ("friendsAlone", plain(text.moment_pages.album_stranger)),
        ("openToStrangers", plain(text.settings.open_to_strangers)),
        ("suggestToMe", plain(text.settings.use_common_friends)),
        ("newRequests", plain(text.requests.new_requests)),
        ("sentRequests", plain(text.requests.sent_requests)),
        ("nowIgnored", plain(text.requests.now_ignored)),
        ("takenBack", plain(text.requests.now_withdrawn)),
        ("noFriends", plain(text.people.friends_empty_title)),
        (
            "tagTaken",
            plain((text.form_errors.refused)(ErrorCode::TagTaken)),
        ),
        ("invited", plain(text.links.link_invited)),
        (
            "addFriend",
            named(
                "name",
                &format!("{}{}${{name}}", text.common.add_friend, text.common.colon),
            ),
        ),
        (
            "acceptRequest",
            named("name", &(text.requests.accept_request_of)("${name}")),
        ),
        (
            "remindedYou",
            plain(&(text.moments.reminded)(text.moments.you)),
        ),
        (
            "photosLeftOut",
            numbered("left", &(text.photos.photos_left_out)(FIRST.into())),
        ),
        (
            "noPhotos",
            named("names", &(text.photos.no_photos)("${names}")),
        ),
        ("photoStorage", plain(text.settings.photo_storage)),
        ("needPasskey", plain(text.security.need_passkey)),
        (
            "passkeyNeeded",
            plain((text.form_errors.refused)(ErrorCode::PasskeyNeeded)),
        ),
        (
            "movePhoto",
            numbered(
                "position, of",
                &(text.photos.move_photo)(FIRST.into(), SECOND.into()),
            ),
        ),
        (
            "describePhoto",
            numbered("position", &(text.photos.describe_photo)(FIRST.into())),
        ),
        (
            "removePhoto",
            numbered("position", &(text.photos.remove_photo)(FIRST.into())),
        ),
        (
            "openPhoto",
            numbered(
                "position, of",
                &(text.moments.open_photo)(FIRST.into(), SECOND.into()),
            ),
        ),
        (
            "newMoments",
            counted(
                &(text.moment_pages.new_moments)(1),
                &(text.moment_pages.new_moments)(FIRST.into()),
            ),
        ),
        (
            "unread",
            counted(
                &(text.inbox.unread_count)(1),
                &(text.inbox.unread_count)(FIRST.into()),
            ),
        ),
        ("friendRequests", plain(&(text.inbox.request_count)(1))),
        (
            "notInterestedIn",
            named("name", &(text.people.not_interested_in)("${name}")),
        ),
        ("tagFollowed", plain(&(text.tags.tag_followed)("Family", 1))),
        (
            "seenBy",
            numbered(
                "count, all",
                &(text.audience.seen_by)(FIRST.into(), SECOND.into()),
            ),
        ),
        ("albumEmpty", plain(text.moment_pages.album_empty)),
        (
            "closed",
            numbered(
                "closed, moments",
                &(text.audience.what_changes)(SECOND.into(), 0, FIRST.into()),
            ),
        ),
        (
            "willSee",
            numbered(
                "count",
                &(text.moments.comment_reach)(FIRST.into(), true, false),
            ),
        ),
        (
            "atMostWillSee",
            numbered(
                "count",
                &(text.moments.comment_reach)(FIRST.into(), false, false),
            ),
        ),
        ("strangersSeeIt", plain(text.audience.strangers_see_it)),
        (
            "commonFriend",
            named(
                "name",
                &format!(
                    "{}{}${{name}}",
                    (text.people.common_friends)(1),
                    text.common.colon
                ),
            ),
        ),
        (
            "ignoreRequest",
            named("name", &(text.requests.ignore_request_of)("${name}")),
        ),
        (
            "takeBack",
            named("name", &(text.requests.withdraw_request_to)("${name}")),
        ),
        (
            "friendCount",
            numbered("count", &(text.people.friend_count)(FIRST.into())),
        ),
        (
            "nobodyFor",
            named("words", &(text.people.search_empty)("${words}")),
        ),
        ("invitationNote", plain(text.account.invitation_note)),
        ("needsHttps", plain(text.account.needs_https)),
        ("needsCookies", plain(text.account.needs_cookies)),
    ]
}

fn file() -> String {
    let mut file = String::from(
        "// The words that journeys look for, in both languages. Long: a line a word.\n\
         // Generated from src/text by `cargo xtask words`.\n\n\
         export type Language = \"en\" | \"zh\";\n\nexport const words = {\n",
    );
    let languages = [
        ("en", "en-GB", Language::English),
        ("zh", "zh-CN", Language::Chinese),
    ];
    for (name, locale, language) in languages {
        writeln!(file, "  {name}: {{").expect("a string takes everything");
        for (word, value) in words(locale, parts::of(language)) {
            writeln!(file, "    {word}: {value},").expect("a string takes everything");
        }
        file.push_str("  },\n");
    }
    file.push_str("} as const;\n");
    file
}

#[test]
fn the_journeys_look_for_the_words_that_are_shown() {
    let package = env::var("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let path = format!("{package}/e2e/support/words.ts");
    if env::var_os("LIFE_CIRCLE_WRITE_WORDS").is_some() {
        fs::write(&path, file()).expect("the file can be written");
    }
    let written = fs::read_to_string(&path).expect("the file is there");
    assert!(
        written == file(),
        "e2e/support/words.ts is out of date: run `cargo xtask words`"
    );
}
