using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.People;

namespace Parley.Tests.People;

public sealed class SignInTests(World world) : IClassFixture<World>
{
    private const string Password = Cast.Password;

    [Fact]
    public async Task Alice_signs_in_and_is_known_by_her_cookie()
    {
        var alice = await Account("alice@example.com");

        var answer = await world.Visitor().Posts("/session", new { email = "Alice@Example.com", password = Password });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("parley=", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("path=/", cookie);
        var device = world.Visitor("Alice");
        device.Http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(alice.Id, (await device.Gets("/me").Read<MeView>()).Id);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_the_cookie_is_bound_to_host_and_https()
    {
        await Account("petra@example.com");
        var device = world.Visitor("Petra");
        device.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var cookie = await CookieOf(device, "petra@example.com", whole: true);

        Assert.StartsWith("__Host-parley=", cookie);
        Assert.Contains("; secure", cookie);
        Assert.Contains("; path=/", cookie);
        Assert.DoesNotContain("domain", cookie);
        device.Http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await device.Gets("/me")).StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_so_with_a_code()
    {
        var answer = await world.Visitor().Gets("/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("unauthenticated", await answer.Code());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await Account("bea@example.com");

        var wrong = await world.Visitor().Posts("/session", new { email = "bea@example.com", password = "guess" });
        var unknown = await world.Visitor().Posts("/session", new { email = "nobody@example.com", password = "guess" });

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(
            WithoutTrace(await wrong.Content.ReadAsStringAsync()),
            WithoutTrace(await unknown.Content.ReadAsStringAsync())
        );
    }

    [Fact]
    public async Task Every_sign_in_gets_a_cookie_of_its_own_whatever_was_sent_along()
    {
        await Account("carol@example.com");
        var device = world.Visitor("Carol");
        device.Http.DefaultRequestHeaders.Add("Cookie", "parley=chosen-by-mallory");

        var first = await CookieOf(device, "carol@example.com");
        var second = await CookieOf(device, "carol@example.com");

        Assert.NotEqual("parley=chosen-by-mallory", first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_guesser_is_stopped_after_ten_tries_and_told_when_to_come_back()
    {
        await Account("dora@example.com");
        for (var guess = 0; guess < 10; guess++)
            await world.Visitor().Posts("/session", new { email = "dora@example.com", password = $"guess {guess}" });

        var answer = await world.Visitor().Posts("/session", new { email = "DORA@example.com", password = Password });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("rate_limited", await answer.Code());
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_guesser_elsewhere_does_not_keep_the_owner_out()
    {
        var limits = world.Services.GetRequiredService<SignInLimits>();
        for (var guess = 0; guess < SignInLimits.PerAccountAndSource; guess++)
            limits.Take("eve@example.com", "203.0.113.9");

        Assert.Throws<Kernel.RuleBrokenException>(() => limits.Take("eve@example.com", "203.0.113.9"));
        limits.Take("eve@example.com", "198.51.100.4");
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_once_its_owner_signed_out()
    {
        var alice = await world.Customer("Alice");
        Assert.Equal(HttpStatusCode.OK, (await alice.Gets("/me")).StatusCode);

        await alice.Deletes("/session");

        Assert.Equal(HttpStatusCode.Unauthorized, (await alice.Gets("/me")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_devices_at_once()
    {
        var phone = await world.Customer("Fay");
        var laptop = await world.SignedIn(phone.Row);
        Assert.Equal(HttpStatusCode.OK, (await laptop.Gets("/me")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await phone.Deletes("/sessions")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await laptop.Gets("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Gets("/me")).StatusCode);
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_ends_the_other_devices()
    {
        var ines = await Account("ines@example.com");
        var other = await world.SignedIn(ines.Row);
        const string next = "a different password";

        Assert.Equal(
            "invalid_request",
            await ines.Puts("/me/password", new { current = "guess", password = next }).Code()
        );
        Assert.Equal(HttpStatusCode.OK, (await other.Gets("/me")).StatusCode);
        var changed = await ines.Puts("/me/password", new { current = Password, password = next });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.Gets("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ines.Gets("/me")).StatusCode);
        var device = world.Visitor();
        Assert.Equal(
            "unauthenticated",
            await device.Posts("/session", new { email = "ines@example.com", password = Password }).Code()
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await device.Posts("/session", new { email = "ines@example.com", password = next })).StatusCode
        );
    }

    [Fact]
    public async Task A_banned_person_is_out_on_the_next_request_and_cannot_come_back()
    {
        var mallory = await Account("mallory@example.com");
        Assert.Equal(HttpStatusCode.OK, (await mallory.Gets("/me")).StatusCode);

        await world.Write(
            (work, now) =>
                work.Execute("UPDATE person SET banned_at = @now WHERE row_id = @Row", new { now, mallory.Row })
        );
        world.Services.GetRequiredService<AccessChanges>().Person(mallory.Row);

        Assert.Equal(HttpStatusCode.Unauthorized, (await mallory.Gets("/me")).StatusCode);
        var again = await world.Visitor().Posts("/session", new { email = "mallory@example.com", password = Password });
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task A_session_in_use_is_renewed_once_a_day_and_an_old_one_is_over()
    {
        var gina = await world.Customer("Gina");
        await ExpiresIn(gina, TimeSpan.FromDays(20));

        var renewed = await gina.Gets("/me");
        var next = await gina.Gets("/me");

        Assert.Single(renewed.Headers.GetValues("Set-Cookie"));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        await ExpiresIn(gina, TimeSpan.FromSeconds(-1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await gina.Gets("/me")).StatusCode);
    }

    [Fact]
    public async Task The_database_holds_no_token_that_would_let_its_reader_in()
    {
        var hana = await world.Customer("Hana");
        var token = hana.Http.DefaultRequestHeaders.GetValues("Cookie").Single()["parley=".Length..];

        var hashes = await world.Database.Read(work => work.Query<byte[]>("SELECT token_hash FROM session"));

        Assert.Contains(hashes, hash => hash.AsSpan().SequenceEqual(Token.Hash(token)));
        Assert.DoesNotContain(hashes, hash => System.Text.Encoding.UTF8.GetString(hash) == token);
    }

    private async Task ExpiresIn(Person person, TimeSpan left)
    {
        await world.Write(
            (work, now) =>
                work.Execute(
                    "UPDATE session SET expires_at = @until WHERE person_row = @Row",
                    new { until = now + left, person.Row }
                )
        );
        world.Services.GetRequiredService<AccessChanges>().Person(person.Row);
    }

    private Task<Person> Account(string email) => world.Account(email);

    private static async Task<string> CookieOf(Person device, string email, bool whole = false)
    {
        var answer = await device.Posts("/session", new { email, password = Password });

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();

        return whole ? cookie : cookie.Split(';')[0];
    }

    private static string WithoutTrace(string problem) =>
        problem[..problem.IndexOf("traceId", StringComparison.Ordinal)];
}
