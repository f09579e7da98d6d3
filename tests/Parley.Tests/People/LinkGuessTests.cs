using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Contact.Inquiries;
using Parley.People;
using Parley.People.Links;
using Parley.Tests.Contact;
using Parley.Tests.Outbound;

namespace Parley.Tests.People;

/// <summary>What one-time links and guests' keys are to who does not have them, and what they leave behind.</summary>
public sealed class LinkGuessTests : IAsyncLifetime
{
    private static readonly object Everything = new
    {
        name = "Mallory",
        email = "mallory@example.com",
        password = "correct horse battery",
        send = Array.Empty<Guid>(),
    };

    private readonly KeptLog _log = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("parley-web");
    private readonly World _world;

    public LinkGuessTests() =>
        _world = new World
        {
            With = [$"--webroot={_files.FullName}", "--Logging:LogLevel:Default=Information"],
            Replace = services => services.AddSingleton<ILoggerProvider>(_log),
        };

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "index.html"), "page");
        await _world.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _files.Delete(recursive: true);
    }

    public static TheoryData<LinkPurpose> Purposes() => [.. Enum.GetValues<LinkPurpose>()];

    [Theory]
    [MemberData(nameof(Purposes))]
    public async Task A_link_that_was_used_or_is_too_old_is_like_one_that_never_was(LinkPurpose purpose)
    {
        var used = await Make(purpose, TimeSpan.Zero);
        await _world.Write((work, now) => Link.Use(work, used, now));
        var old = await Make(purpose, Link.Lifetime);

        var answers = new List<string>();
        foreach (var token in new[] { used, old, Token.New() })
        {
            answers.Add(await Masked(await _world.Visitor().Gets($"/links/{token}")));
            answers.Add(await Masked(await _world.Visitor().Posts($"/links/{token}", Everything)));
        }

        Assert.StartsWith("NotFound", Assert.Single(answers.Distinct()));
    }

    [Fact]
    public async Task However_many_are_guessed_all_are_answered_alike_and_none_is_found()
    {
        // Which store answers makes no difference, and one of them takes its time.
        var count = _world.Database.OnPostgres ? 1_000 : 10_000;
        var business = await _world.Business();
        await business.Shop.Sets(new { general = "verified_email" });
        var kim = _world.Visitor("Kim");
        var inquiry = await kim.Inquires(business, "kim@example.com", "Hello").Waits();
        var token = Outbox.TokenIn(await _world.MailTo("kim@example.com"));
        var mallory = _world.Visitor("Mallory");
        var answers = new ConcurrentDictionary<string, int>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) =>
            {
                // Near ones too: of a hash nothing is near.
                var guess = i % 2 == 0 ? Token.New() : token[..^1] + (char)('a' + i % 26);
                if (guess == token)
                    return;
                var asked =
                    i % 4 < 2 ? mallory.Gets($"/links/{guess}")
                    : i % 8 < 4 ? mallory.Posts($"/links/{guess}", Everything)
                    : mallory.Follows(inquiry.Id, guess);
                answers.AddOrUpdate(await Masked(await asked), 1, (_, times) => times + 1);
            }
        );

        Assert.StartsWith("NotFound", Assert.Single(answers).Key);
        Assert.Equal(HttpStatusCode.OK, (await kim.Gets($"/links/{token}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await kim.Follows(inquiry.Id, inquiry.Key)).StatusCode);
    }

    [Fact]
    public async Task Looking_at_a_link_sends_nothing_and_leaves_it_to_be_used()
    {
        var business = await _world.Business();
        await business.Shop.Sets(new { general = "verified_email" });
        var kim = _world.Visitor("Kim");
        var inquiry = await kim.Inquires(business, "kim@example.com", "Hello").Waits();
        var token = Outbox.TokenIn(await _world.MailTo("kim@example.com"));

        foreach (var path in new[] { $"/join/{token}", $"/api/v1/links/{token}", $"/join/{token}?send={inquiry.Id}" })
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            (await kim.Http.SendAsync(new HttpRequestMessage(method, path))).Dispose();

        Assert.Equal(0, await _world.Database.Read(work => work.One<long>("SELECT count(*) FROM conversation")));
        var view = await (await kim.Follows(inquiry.Id, inquiry.Key)).Read<InquiryView>();
        Assert.Equal(InquiryState.WaitsForProof, view.State);
        await _world.Proves("kim@example.com", inquiry.Id);
    }

    [Fact]
    public async Task A_token_stays_out_of_the_log_of_what_is_asked_next_and_of_where_the_answers_lead()
    {
        await _world.Visitor().Posts("/people", Everything);
        var token = Outbox.TokenIn(await _world.MailTo("mallory@example.com"));
        var vera = _world.Visitor();

        var answers = new[]
        {
            await vera.Http.GetAsync($"/join/{token}?next=//evil.example"),
            await vera.Gets($"/links/{token}?next=https://evil.example"),
            await vera.Posts($"/links/{token}?next=//evil.example", Everything),
            await vera.Posts($"/links/{token}", Everything),
        };

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            answers.Select(answer => answer.StatusCode)
        );
        foreach (var answer in answers)
        {
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Null(answer.Headers.Location);
            Assert.DoesNotContain(token, answer.Headers.ToString());
            Assert.DoesNotContain("evil.example", answer.Headers + await answer.Content.ReadAsStringAsync());
        }
        Assert.NotEmpty(_log.Lines);
        Assert.DoesNotContain(_log.Lines, line => line.Contains(token));
    }

    private Task<string> Make(LinkPurpose purpose, TimeSpan age) =>
        _world.Write((work, now) => Link.Make(work, purpose, null, new LinkData("kim@example.com", "Kim"), now - age));

    /// <summary>Everything that can be seen of an answer, but the time and the number of its trace.</summary>
    internal static async Task<string> Masked(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date");
        var text = string.Join(
            '\n',
            headers
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order()
                .Prepend($"{answer.StatusCode}")
                .Append(await answer.Content.ReadAsStringAsync())
        );
        text = Regex.Replace(text, "\"(traceId|key)\":\"[^\"]*\"", "\"$1\":\"…\"");

        return Regex.Replace(text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
    }
}
