using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Kernel;
using Parley.People;
using Parley.People.Keys;

namespace Parley.Tests.People;

public sealed class KeyTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task Ada_opens_a_shop_and_its_key_is_shown_once()
    {
        var ada = await world.Admin();
        var shop = await ada.Posts("/shops", new { name = "Oak & Ash" }).Read<ShopView>();
        var made = await ada.Posts($"/shops/{shop.Id}/keys", new { name = "backend" }).Read<MadeKey>();

        var list = await (await ada.Gets($"/shops/{shop.Id}/keys")).Content.ReadAsStringAsync();

        Assert.StartsWith("psk_", made.Key);
        Assert.Equal(4 + 43, made.Key.Length);
        Assert.Contains(made.Hint, list);
        Assert.DoesNotContain(made.Key, list);
        Assert.Equal(
            HttpStatusCode.OK,
            (await CallWith(made.Key).Puts("/people/c-1", new { name = "Ana" })).StatusCode
        );
    }

    [Fact]
    public async Task A_revoked_key_is_worth_nothing_at_once()
    {
        var ada = await world.Admin();
        var shop = await world.Shop();
        var made = await ada.Posts($"/shops/{shop.Id}/keys", new { name = "old" }).Read<MadeKey>();
        Assert.Equal(
            HttpStatusCode.OK,
            (await CallWith(made.Key).Puts("/people/c-1", new { name = "Ana" })).StatusCode
        );

        await ada.Deletes($"/shops/{shop.Id}/keys/{made.Id}");

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await CallWith(made.Key).Puts("/people/c-1", new { name = "Ana" })).StatusCode
        );
    }

    [Theory]
    [InlineData("POST", "/shops")]
    [InlineData("POST", "/shops/{0}/keys")]
    [InlineData("GET", "/shops/{0}/keys")]
    [InlineData("DELETE", "/shops/{0}/keys/{0}")]
    [InlineData("POST", "/shops/{0}/identity-keys")]
    [InlineData("GET", "/shops/{0}/identity-keys")]
    [InlineData("DELETE", "/shops/{0}/identity-keys/{0}")]
    [InlineData("PUT", "/shops/{0}/connectors/shopify")]
    [InlineData("GET", "/shops/{0}/connectors/shopify")]
    [InlineData("DELETE", "/shops/{0}/connectors/shopify")]
    public async Task Only_who_runs_the_marketplace_runs_shops_and_keys(string method, string path)
    {
        var shop = await world.Shop();
        var address = "/api/v1" + string.Format(path, shop.Id);
        foreach (var caller in new[] { await world.Customer("Mallory"), await shop.Server() })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            Assert.Equal("forbidden", await caller.Http.SendAsync(request).Code());
        }
    }

    [Theory]
    [InlineData("Bearer psk_guess")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic cHNrXw==")]
    [InlineData("psk_guess")]
    public async Task A_key_that_does_not_hold_is_not_made_up_for_by_a_cookie(string header)
    {
        var alice = await world.Customer("Alice");
        alice.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        Assert.Equal("unauthenticated", await alice.Gets("/me").Code());
    }

    [Fact]
    public async Task A_cookie_is_no_bearer_token_and_a_bearer_token_no_cookie()
    {
        var alice = await world.Customer("Alice");
        var cookie = alice.Http.DefaultRequestHeaders.GetValues("Cookie").Single()["parley=".Length..];
        await alice.Gets("/me");

        Assert.Equal("unauthenticated", await CallWith(cookie).Gets("/me").Code());
    }

    [Fact]
    public async Task A_shop_speaks_for_its_own_people_only()
    {
        var market = await world.Shop();
        var other = await world.Shop("Other");
        var alice = await world.Customer("Alice", market);

        var asAlice = await (await market.Server("alice")).Gets("/me").Read<MeView>();

        Assert.Equal(alice.Id, asAlice.Id);
        Assert.Equal("not_found", await (await other.Server("alice")).Gets("/me").Code());
        Assert.Equal("forbidden", await (await market.Server("alice")).Puts("/people/x", new { name = "X" }).Code());
    }

    [Fact]
    public async Task A_shop_cannot_speak_for_somebody_banned()
    {
        var shop = await world.Shop();
        var person = await world.Customer("Banned", shop);
        await world.Write(
            (work, now) =>
                work.Execute("UPDATE person SET banned_at = @now WHERE row_id = @Row", new { now, person.Row })
        );

        Assert.Equal("unauthenticated", await (await shop.Server("banned")).Gets("/me").Code());
    }

    [Fact]
    public async Task Pushing_people_businesses_and_members_again_changes_nothing()
    {
        var shop = await world.Shop();
        var server = await shop.Server();
        for (var push = 0; push < 2; push++)
        {
            await server.Puts(
                "/people/p-1",
                new
                {
                    name = "Pia",
                    email = "Pia@example.com",
                    emailVerified = true,
                }
            );
            await server.Puts("/businesses/b-1", new { name = "Kiln", imageUrl = "https://example.com/k.png" });
            await server.Puts("/businesses/b-1/members/p-1", new { role = "owner" });
        }

        var pia = await shop.Server("p-1");
        var me = await pia.Gets("/me").Read<MeView>();
        var business = Assert.Single(me.Businesses);
        Assert.Equal(("Kiln", MemberRole.Owner), (business.Name, business.Role));
        var members = await pia.Gets($"/businesses/{business.Id}/members").Read<Page<MemberView>>();
        Assert.Equal("Pia", Assert.Single(members.Items).Name);

        for (var removal = 0; removal < 2; removal++)
            await server.Deletes("/businesses/b-1/members/p-1");
        Assert.Empty((await pia.Gets("/me").Read<MeView>()).Businesses);
        Assert.Equal("not_found", await pia.Gets($"/businesses/{business.Id}/members").Code());
    }

    [Fact]
    public async Task A_business_that_is_renamed_has_its_new_name_for_its_members_at_once()
    {
        var shop = await world.Shop();
        var server = await shop.Server();
        var rita = await world.Member(await world.Business("Before", shop), "Rita");
        Assert.Equal("Before", Assert.Single((await rita.Gets("/me").Read<MeView>()).Businesses).Name);

        await server.Puts("/businesses/before", new { name = "After" });

        Assert.Equal("After", Assert.Single((await rita.Gets("/me").Read<MeView>()).Businesses).Name);
    }

    [Fact]
    public async Task The_same_verified_address_never_joins_two_people()
    {
        var shop = await world.Shop();
        var server = await shop.Server();
        var body = new
        {
            name = "Quinn",
            email = "quinn@example.com",
            emailVerified = true,
        };

        var first = await server.Puts("/people/q-1", body).Read<PushedView>();
        var second = await server.Puts("/people/q-2", body).Read<PushedView>();
        var elsewhere = await (await (await world.Shop("Other")).Server()).Puts("/people/q-1", body).Read<PushedView>();

        Assert.Equal(3, new[] { first.Id, second.Id, elsewhere.Id }.Distinct().Count());
        var verified = await world.Database.Read(work =>
            work.One<long?>(
                "SELECT person_row FROM identity WHERE shop_row = @Row AND kind = 1 AND value = 'quinn@example.com' AND proof = 1",
                new { shop.Row }
            )
        );
        Assert.NotNull(verified);
    }

    [Theory]
    [InlineData("""{"name":"A","email":"no address"}""")]
    [InlineData("""{"name":"A","phone":"12"}""")]
    [InlineData("""{"name":"A","shopId":"x"}""")]
    [InlineData("""{"name":"A","ID":"x"}""")]
    [InlineData("""{"name":"A","emailVerified":"true"}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"name":""}""")]
    public async Task A_malformed_push_is_refused_with_a_code(string body)
    {
        var server = await (await world.Shop()).Server();

        var answer = await server.Puts("/people/p-9", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.Code());
    }

    [Fact]
    public async Task An_external_id_has_at_most_128_printable_characters()
    {
        var server = await (await world.Shop()).Server();
        var body = new { name = "A" };

        Assert.Equal("invalid_request", await server.Puts($"/people/{new string('x', 129)}", body).Code());
        Assert.Equal("invalid_request", await server.Puts("/people/a%0Ab", body).Code());
        Assert.Equal("invalid_request", await server.Puts("/businesses/%20", body).Code());
        Assert.Equal(HttpStatusCode.OK, (await server.Puts($"/people/{new string('x', 128)}", body)).StatusCode);
    }

    [Fact]
    public async Task The_last_owner_cannot_leave_and_an_agent_cannot_remove_others()
    {
        var business = await world.Business("Solo");
        var olga = await world.Member(business, "Olga", MemberRole.Owner);
        var ben = await world.Member(business, "Ben");
        var mallory = await world.Customer("Mallory");

        Assert.Equal("status_conflict", await olga.Deletes($"/businesses/{business.Id}/members/{olga.Id}").Code());
        Assert.Equal("forbidden", await ben.Deletes($"/businesses/{business.Id}/members/{olga.Id}").Code());
        Assert.Equal("not_found", await mallory.Deletes($"/businesses/{business.Id}/members/{ben.Id}").Code());
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await ben.Deletes($"/businesses/{business.Id}/members/{ben.Id}")).StatusCode
        );
        Assert.Equal("not_found", await ben.Gets($"/businesses/{business.Id}/members").Code());
    }

    [Fact]
    public async Task A_member_who_leaves_has_a_new_access_version_and_it_is_told_after_the_commit()
    {
        var business = await world.Business("Told");
        var olga = await world.Member(business, "Olga", MemberRole.Owner);
        var tom = await world.Member(business, "Tom");
        var heard = new List<(AccessChange Change, long VersionThen)>();
        world
            .Services.GetRequiredService<AccessChanges>()
            .Listen(change => heard.Add((change, Version(tom.Row).GetAwaiter().GetResult())));
        var before = await Version(tom.Row);

        await olga.Deletes($"/businesses/{business.Id}/members/{tom.Id}");

        var told = Assert.Single(heard, entry => entry.Change.PersonRow == tom.Row);
        Assert.Equal(before + 1, told.VersionThen);
    }

    [Fact]
    public async Task A_live_ticket_works_once()
    {
        var alice = await world.Customer("Alice");
        var tickets = world.Services.GetRequiredService<LiveTickets>();
        var ticket = await alice.Posts("/live/ticket").Read<LiveTicketView>();

        var redeemed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tickets.Redeem(ticket.Ticket, default)));

        Assert.Equal(alice.Id, Assert.Single(redeemed, known => known is not null)!.Actor.PersonId);
    }

    [Fact]
    public async Task A_live_ticket_is_over_with_its_session_and_after_a_minute()
    {
        var alice = await world.Customer("Alice");
        var tickets = world.Services.GetRequiredService<LiveTickets>();
        var late = await alice.Posts("/live/ticket").Read<LiveTicketView>();
        await world.Write((work, now) => work.Execute("UPDATE live_ticket SET expires_at = @now", new { now }));
        var orphan = await alice.Posts("/live/ticket").Read<LiveTicketView>();
        await alice.Deletes("/session");

        Assert.Null(await tickets.Redeem(late.Ticket, default));
        Assert.Null(await tickets.Redeem(orphan.Ticket, default));
    }

    [Fact]
    public async Task A_token_in_the_address_of_an_ordinary_request_is_ignored()
    {
        var shop = await world.Shop();
        var key = await world.Write((work, now) => ApiKeys.Make(work, shop.Row, "k", now));

        Assert.Equal("unauthenticated", await world.Visitor().Gets($"/me?access_token={key.Key}").Code());
    }

    private Task<long> Version(long personRow) =>
        world.Database.Read(work =>
            work.One<long>("SELECT access_version FROM person WHERE row_id = @personRow", new { personRow })
        );

    private Person CallWith(string token)
    {
        var caller = world.Visitor();
        caller.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        return caller;
    }
}
