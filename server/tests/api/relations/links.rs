//! Links that make friends, and that let people sign up on servers by invitation.

use life_circle_wire::accounts::{ReadSession, SignUp, SignUpRequest};
use life_circle_wire::links::{
    CreateLink, CreateLinkRequest, FollowLink, Lifetime, Link, LinkSecret, ListLinks, ReadLink,
    RevokeLink,
};
use life_circle_wire::notifications::{ListNotifications, NotificationKind};
use life_circle_wire::people::Relation;
use life_circle_wire::{ErrorCode, NoArgument, Nothing};

use crate::support::{Friend, PASSWORD, Server, code, story, story_with};

async fn link_for(who: &Friend, people_most: u32) -> Link {
    let request = CreateLinkRequest {
        lifetime: Lifetime::Day,
        people_most,
    };
    who.call::<CreateLink>(&NoArgument, &request)
        .await
        .expect("a link")
}

fn secret(link: &Link) -> LinkSecret {
    LinkSecret {
        secret: link.secret.clone(),
    }
}

/// Lets all links expire.
async fn lapse(server: &Server) {
    server.run_sql("UPDATE links SET lapses_at = 1").await;
}

#[test]
fn who_follows_a_link_is_a_friend_and_its_maker_is_told() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let moment = fang.post("before").await;
        let link = link_for(&fang, 1).await;
        let target = server
            .nobody()
            .call::<ReadLink>(&NoArgument, &secret(&link))
            .await
            .expect("a target");
        assert_eq!(
            (target.person.map(|person| person.id), target.relation),
            (Some(fang.person().id), None)
        );
        let target = lei
            .call::<FollowLink>(&NoArgument, &secret(&link))
            .await
            .expect("followed");
        assert_eq!(target.relation, Some(Relation::Friend));
        lei.get::<life_circle_wire::moments::ReadMoment>(&moment)
            .await
            .expect("a friend's");
        let told = fang
            .get::<ListNotifications>(&NoArgument)
            .await
            .expect("notifications")
            .items;
        assert_eq!(told[0].kind, NotificationKind::Acceptance);
        // Follows the link again, as after a lost answer. It is used up, but the two are friends.
        lei.call::<FollowLink>(&NoArgument, &secret(&link))
            .await
            .expect("they are friends");
        lei.call::<ReadLink>(&NoArgument, &secret(&link))
            .await
            .expect("and read where it led");
        assert_eq!(
            fang.get::<ListLinks>(&NoArgument)
                .await
                .expect("links")
                .items,
            []
        );
        fang.remove_friend(&lei).await;
        let wide = link_for(&fang, 10).await;
        lei.call::<FollowLink>(&NoArgument, &secret(&wide))
            .await
            .expect("another link, another yes");
        fang.remove_friend(&lei).await;
        let outcome = lei.call::<FollowLink>(&NoArgument, &secret(&wide)).await;
        assert_eq!(
            code(outcome),
            ErrorCode::LinkGone,
            "one yes, one friendship"
        );
        let han = server.sign_up("han_mei").await;
        assert_eq!(
            code(han.call::<FollowLink>(&NoArgument, &secret(&link)).await),
            ErrorCode::LinkGone
        );
        assert_eq!(
            code(han.call::<ReadLink>(&NoArgument, &secret(&link)).await),
            ErrorCode::LinkGone
        );
    });
}

#[test]
fn a_link_ends_when_it_lapses_or_is_revoked_and_nobody_else_revokes_it() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let first = link_for(&fang, 10).await;
        let second = link_for(&fang, 10).await;
        lei.call::<RevokeLink>(&first.id, &Nothing {})
            .await
            .expect("nothing of theirs");
        assert_eq!(
            fang.get::<ListLinks>(&NoArgument)
                .await
                .expect("links")
                .items,
            [second.clone(), first.clone()]
        );
        fang.call::<RevokeLink>(&first.id, &Nothing {})
            .await
            .expect("revoked");
        assert_eq!(
            code(lei.call::<FollowLink>(&NoArgument, &secret(&first)).await),
            ErrorCode::LinkGone
        );
        assert_eq!(
            code(fang.call::<FollowLink>(&NoArgument, &secret(&second)).await),
            ErrorCode::SelfRequest
        );
        lapse(&server).await;
        assert_eq!(
            code(lei.call::<FollowLink>(&NoArgument, &secret(&second)).await),
            ErrorCode::LinkGone
        );
        let never = LinkSecret {
            secret: "never".to_owned(),
        };
        assert_eq!(
            code(lei.call::<ReadLink>(&NoArgument, &never).await),
            ErrorCode::LinkGone
        );
    });
}

#[test]
fn a_link_leads_nobody_past_a_block_and_there_are_at_most_twenty() {
    story(async |server| {
        let [fang, lei] = server.sign_up_all(["wang_fang", "li_lei"]).await;
        let first = link_for(&fang, 10).await;
        fang.set_blocked(&lei, true).await;
        for outcome in [
            lei.call::<ReadLink>(&NoArgument, &secret(&first)).await,
            lei.call::<FollowLink>(&NoArgument, &secret(&first)).await,
        ] {
            assert_eq!(code(outcome), ErrorCode::LinkGone);
        }
        assert_eq!(
            fang.get::<ListLinks>(&NoArgument)
                .await
                .expect("links")
                .items[0]
                .people_count,
            0
        );
        for _ in 1..20 {
            link_for(&fang, 1).await;
        }
        let request = CreateLinkRequest {
            lifetime: Lifetime::Hour,
            people_most: 1,
        };
        assert_eq!(
            code(fang.call::<CreateLink>(&NoArgument, &request).await),
            ErrorCode::TooManyLinks
        );
        for people_most in [0, 101] {
            let request = CreateLinkRequest {
                lifetime: Lifetime::Hour,
                people_most,
            };
            assert_eq!(
                code(fang.call::<CreateLink>(&NoArgument, &request).await),
                ErrorCode::TooManyPeople
            );
        }
    });
}

fn sign_up(handle: &str, invitation: &str) -> SignUpRequest {
    SignUpRequest {
        handle: handle.to_owned(),
        display_name: handle.to_owned(),
        password: PASSWORD.to_owned(),
        invitation: invitation.to_owned(),
        bearer: true,
    }
}

/// Signs somebody up with the secret of a link.
async fn let_in(server: &Server, handle: &str, invitation: &str) -> Friend {
    let signed_in = server
        .nobody()
        .call::<SignUp>(&NoArgument, &sign_up(handle, invitation))
        .await
        .expect("let in");
    Friend {
        server: server.clone(),
        token: signed_in.token,
        person: Some(signed_in.me.person),
    }
}

#[test]
fn where_one_signs_up_by_invitation_a_link_lets_in_and_makes_friends() {
    // The first person signs up with a link of the operator.
    story_with(&["--by-invitation"], async |server| {
        let nobody = server.nobody();
        assert!(
            nobody
                .get::<ReadSession>(&NoArgument)
                .await
                .expect("a session")
                .is_by_invitation
        );
        let outcome = nobody
            .call::<SignUp>(&NoArgument, &sign_up("wang_fang", ""))
            .await;
        assert_eq!(code(outcome), ErrorCode::InvitationNeeded);
        let outcome = nobody
            .call::<SignUp>(&NoArgument, &sign_up("wang_fang", "never"))
            .await;
        assert_eq!(code(outcome), ErrorCode::LinkGone);
        let invitation = server.invite().await;
        let fang = let_in(&server, "wang_fang", &invitation).await;
        let read = LinkSecret {
            secret: invitation.clone(),
        };
        let target = fang
            .call::<ReadLink>(&NoArgument, &read)
            .await
            .expect("who came by it is not sent away");
        assert_eq!(target.person, None);
        let outcome = nobody
            .call::<SignUp>(&NoArgument, &sign_up("li_lei", &invitation))
            .await;
        assert_eq!(code(outcome), ErrorCode::LinkGone, "it was for one");
        let mut known = sign_up("wang_fang", "");
        known.password = "another password altogether".to_owned();
        let outcome = nobody.call::<SignUp>(&NoArgument, &known).await;
        assert_eq!(
            code(outcome),
            ErrorCode::InvitationNeeded,
            "nobody outside is told who has an account"
        );
        let strange = LinkSecret {
            secret: "\0".to_owned(),
        };
        assert_eq!(
            code(nobody.call::<ReadLink>(&NoArgument, &strange).await),
            ErrorCode::LinkGone
        );
        let link = link_for(&fang, 1).await;
        let lei = let_in(&server, "li_lei", &link.secret).await;
        assert_eq!(lei.read_person(&fang).await.relation, Relation::Friend);
        // Signs up again, as after a lost answer.
        nobody
            .call::<SignUp>(&NoArgument, &sign_up("li_lei", &link.secret))
            .await
            .expect("signed in");
    });
}
