using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.People;
using Parley.People.Links;
using Parley.Tests.Outbound;

namespace Parley.Tests.People;

public sealed class LinkTests(World world) : IClassFixture<World>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Alice_signs_up_and_can_sign_in_only_once_she_has_proven_her_address()
    {
        var before = await SignUp("alice@example.com");
        Assert.Equal(HttpStatusCode.Accepted, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn("alice@example.com", Password)).StatusCode);

        var token = Outbox.TokenIn(await world.MailTo("alice@example.com"));
        var link = await world.Visitor().Gets($"/links/{token}").Read<LinkView>();
        var used = await world.Visitor().Posts($"/links/{token}", new { password = Password });

        Assert.Equal(LinkPurpose.ProveEmail, link.Purpose);
        Assert.Equal(HttpStatusCode.NoContent, used.StatusCode);
        Assert.Contains("parley=", used.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal(HttpStatusCode.NoContent, (await SignIn("alice@example.com", Password)).StatusCode);
    }

    [Fact]
    public async Task Who_confirms_an_address_that_Mallory_signed_up_with_does_not_give_Mallory_an_account()
    {
        await SignUp("victor@example.com");
        var token = Outbox.TokenIn(await world.MailTo("victor@example.com"));

        var answer = await world
            .Visitor("Victor")
            .Posts($"/links/{token}", new { password = "not what Mallory chose" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn("victor@example.com", Password)).StatusCode);
    }

    [Fact]
    public async Task Signing_up_with_a_taken_address_looks_the_same_and_only_the_mail_differs()
    {
        await Account("bea@example.com");

        var taken = await SignUp("BEA@example.com");
        var free = await SignUp("free@example.com");

        Assert.Equal(free.StatusCode, taken.StatusCode);
        Assert.Equal(await free.Content.ReadAsStringAsync(), await taken.Content.ReadAsStringAsync());
        var mail = await world.MailTo("bea@example.com", count: 2);
        Assert.Contains("account already", mail);
        Assert.DoesNotContain("/join/", mail);
    }

    [Fact]
    public async Task A_link_works_once_even_for_two_at_the_same_time()
    {
        await SignUp("carol@example.com");
        var token = Outbox.TokenIn(await world.MailTo("carol@example.com"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => world.Visitor().Posts($"/links/{token}", new { password = Password }))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.All(
            answers.Where(a => !a.IsSuccessStatusCode),
            a => Assert.Equal(HttpStatusCode.NotFound, a.StatusCode)
        );
        Assert.Equal(HttpStatusCode.NotFound, (await world.Visitor().Gets($"/links/{token}")).StatusCode);
    }

    [Fact]
    public async Task A_link_is_over_after_a_day()
    {
        await SignUp("dora@example.com");
        var token = Outbox.TokenIn(await world.MailTo("dora@example.com"));
        await world.Write(
            (work, now) =>
                work.Execute(
                    "UPDATE one_time_link SET expires_at = expires_at - @day WHERE token_hash = @hash",
                    new { day = 24 * 3600 * 1000L, hash = Token.Hash(token) }
                )
        );

        var answer = await world.Visitor().Posts($"/links/{token}", new { password = Password });

        Assert.Equal("not_found", await answer.Code());
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_and_signs_out_everywhere()
    {
        await Account("eve@example.com");
        var thief = world.Visitor();
        thief.Http.DefaultRequestHeaders.Add("Cookie", CookieOf(await SignIn("eve@example.com", Password)));
        Assert.Equal(HttpStatusCode.OK, (await thief.Gets("/me")).StatusCode);

        await world.Visitor().Posts("/password-resets", new { email = "Eve@example.com" });
        var token = Outbox.TokenIn(await world.MailTo("eve@example.com", count: 2));
        var used = await world.Visitor().Posts($"/links/{token}", new { password = "another long password" });

        Assert.Equal(HttpStatusCode.NoContent, used.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.Gets("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn("eve@example.com", Password)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SignIn("eve@example.com", "another long password")).StatusCode);
    }

    [Fact]
    public async Task Asking_for_a_new_password_does_not_tell_who_has_an_account()
    {
        var answer = await world.Visitor().Posts("/password-resets", new { email = "nobody@example.com" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
        await world.Visitor().Posts("/password-resets", new { email = "not an address" }).Code();
        Assert.Empty(world.MailsTo("nobody@example.com"));
    }

    [Fact]
    public async Task Mails_carry_the_servers_own_address_whatever_Host_the_request_named()
    {
        await Account("fay@example.com");
        var mallory = world.Visitor("Mallory");
        mallory.Http.DefaultRequestHeaders.Host = "evil.example";
        mallory.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        await mallory.Posts("/password-resets", new { email = "fay@example.com" });

        var mail = await world.MailTo("fay@example.com", count: 2);
        Assert.DoesNotContain("evil.example", mail);
        Assert.Contains(world.Address.ToString(), mail);
    }

    [Fact]
    public async Task Nobody_can_flood_a_mailbox()
    {
        for (var mail = 0; mail < 5; mail++)
            await world.Visitor().Posts("/password-resets", new { email = "gina@example.com" });

        var answer = await world.Visitor().Posts("/password-resets", new { email = "gina@example.com" });

        Assert.Equal("rate_limited", await answer.Code());
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_owner_invites_Ben_who_makes_an_account_and_is_a_member()
    {
        var business = await world.Business();
        var bea = await world.Member(business, "Bea", MemberRole.Owner);

        var invited = await bea.Posts(
            $"/businesses/{business.Id}/invitations",
            new { email = "ben@example.com", role = "agent" }
        );
        Assert.Equal(HttpStatusCode.Accepted, invited.StatusCode);
        var token = Outbox.TokenIn(await world.MailTo("ben@example.com"));
        var link = await world.Visitor().Gets($"/links/{token}").Read<LinkView>();
        var used = await world.Visitor().Posts($"/links/{token}", new { name = "Ben", password = Password });

        Assert.Equal("Blue Door Ceramics", link.Business);
        Assert.Equal(["name", "password"], link.Needs);
        var ben = world.Visitor("Ben");
        ben.Http.DefaultRequestHeaders.Add("Cookie", CookieOf(used));
        var mine = Assert.Single((await ben.Gets("/me").Read<MeView>()).Businesses);
        Assert.Equal((business.Id, MemberRole.Agent), (mine.Id, mine.Role));
    }

    [Fact]
    public async Task An_invitation_by_somebody_who_is_owner_no_more_is_void()
    {
        var business = await world.Business("Northwind");
        var nina = await world.Member(business, "Nina", MemberRole.Owner);
        var otto = await world.Member(business, "Otto", MemberRole.Owner);
        await nina.Posts($"/businesses/{business.Id}/invitations", new { email = "pal@example.com", role = "owner" });
        var token = Outbox.TokenIn(await world.MailTo("pal@example.com"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await otto.Deletes($"/businesses/{business.Id}/members/{nina.Id}")).StatusCode
        );

        var answer = await world.Visitor().Posts($"/links/{token}", new { name = "Pal", password = Password });

        Assert.Equal("status_conflict", await answer.Code());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn("pal@example.com", Password)).StatusCode);
    }

    [Fact]
    public async Task Agents_and_strangers_cannot_invite()
    {
        var business = await world.Business();
        var ben = await world.Member(business, "Benno");
        var mallory = await world.Customer("Mallory");
        var body = new { email = "friend@example.com", role = "owner" };

        Assert.Equal("forbidden", await ben.Posts($"/businesses/{business.Id}/invitations", body).Code());
        Assert.Equal("not_found", await mallory.Posts($"/businesses/{business.Id}/invitations", body).Code());
        Assert.Equal("not_found", await mallory.Posts($"/businesses/{Guid.NewGuid()}/invitations", body).Code());
    }

    [Fact]
    public async Task The_first_admin_is_made_by_one_of_the_printed_links_and_then_no_more()
    {
        await using var empty = new World();
        await empty.InitializeAsync();
        var first = empty.Services.GetRequiredService<FirstAdmin>();
        var links = new[] { await first.LinkIfNeeded(default), await first.LinkIfNeeded(default) };
        var body = new
        {
            name = "Ada",
            email = "ada@example.com",
            password = Password,
        };

        var answers = await Task.WhenAll(
            links.Select(link => empty.Visitor().Posts($"/links/{link!.Split('/')[^1]}", body))
        );

        var made = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        var ada = empty.Visitor("Ada");
        ada.Http.DefaultRequestHeaders.Add("Cookie", CookieOf(made));
        Assert.True((await ada.Gets("/me").Read<MeView>()).IsAdmin);
        Assert.Null(await first.LinkIfNeeded(default));
    }

    [Theory]
    [InlineData("""{"name":"A","email":"x@example.com","password":"123456789"}""")]
    [InlineData("""{"name":"A","email":"x@example.com"}""")]
    [InlineData("""{"name":" ","email":"x@example.com","password":"1234567890"}""")]
    [InlineData("""{"name":"A\r\nBcc: m@e.com","email":"x@example.com","password":"1234567890"}""")]
    [InlineData("""{"name":"A","email":"x@example.com\r\nBcc: m@e.com","password":"1234567890"}""")]
    [InlineData("""{"name":"A","email":"x","password":"1234567890"}""")]
    [InlineData("""{"name":"A","email":"x@example.com","password":"1234567890","isAdmin":true}""")]
    [InlineData("""{"name":"A","email":"x@example.com","password":"1234567890","id":"1"}""")]
    [InlineData("""{"name":"A","name":"B","email":"x@example.com","password":"1234567890"}""")]
    [InlineData("""{"name":"A\u0000","email":"x@example.com","password":"1234567890"}""")]
    [InlineData("""{"name":"\ud800","email":"x@example.com","password":"1234567890"}""")]
    [InlineData("""{"\ud800":"A","email":"x@example.com","password":"1234567890"}""")]
    [InlineData("""{"name":["A"],"email":"x@example.com","password":"1234567890"}""")]
    public async Task A_malformed_sign_up_is_refused_with_a_code(string body)
    {
        var answer = await world.Visitor("Mallory").Posts("/people", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.Code());
    }

    private Task<HttpResponseMessage> SignUp(string email) =>
        world
            .Visitor()
            .Posts(
                "/people",
                new
                {
                    name = email.Split('@')[0],
                    email,
                    password = Password,
                    favouriteColour = "unknown members are ignored",
                }
            );

    private async Task Account(string email)
    {
        await SignUp(email);
        var token = Outbox.TokenIn(await world.MailTo(email));
        await world.Visitor().Posts($"/links/{token}", new { password = Password });
    }

    private Task<HttpResponseMessage> SignIn(string email, string password) =>
        world.Visitor().Posts("/session", new { email, password });

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
}
