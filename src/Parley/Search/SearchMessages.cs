using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Which messages.</summary>
public sealed record SearchMessagesQuery
{
    /// <summary>Words that must all stand in the message, without regard to case and accents. No sign has a meaning.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string Q { get; init; } = "";

    /// <summary>The business for which to search, of which the caller is a member; else what the caller reads as a person.</summary>
    public Guid? As { get; init; }

    public Word<ConversationStatus>? Status { get; init; }

    /// <summary>True for those that the searching side has not read; for the platform, that no other side has read.</summary>
    public bool? Unread { get; init; }

    /// <summary>Only in conversations about an order that stands so now.</summary>
    public Word<OrderStatus>? OrderStatus { get; init; }

    public Word<Channel>? Channel { get; init; }

    public Word<Role>? SenderRole { get; init; }

    /// <summary>The business that the conversation is with.</summary>
    public Guid? Business { get; init; }

    /// <summary>Sent at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Sent before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    /// <summary>
    /// The number of the page, from 1, in place of <c>before</c>. What is said meanwhile moves the pages, and each looks through
    /// those in front of it again. Beyond one that ends early go on by its <c>next</c>.
    /// </summary>
    [Range(1, 100)]
    public int? Page { get; init; }

    [Range(1, 100)]
    [DefaultValue(50)]
    public int? Limit { get; init; }
}

internal static class SearchMessagesEndpoint
{
    public static void MapSearchMessages(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/search/messages", Search)
            .WithName(nameof(SearchMessages))
            .WithTags("Search")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapGet("/admin/search/messages", SearchAll)
            .WithName("SearchAllMessages")
            .WithTags("Admin")
            .WithMetadata(LeavesTrace.Mark)
            .For(Access.Admin, StatusCodes.Status400BadRequest);
    }

    /// <summary>
    /// Finds messages that the caller may read, the newest first. A page may hold fewer than its limit, or none, and still have a
    /// <c>next</c>: it ends where enough was looked through.
    /// </summary>
    internal static async Task<Results<Ok<Page<SearchHit>>, NotFound>> Search(
        [AsParameters] SearchMessagesQuery query,
        Actor actor,
        Memberships memberships,
        SearchMessages search,
        CancellationToken cancellationToken
    )
    {
        if (query.As is not { } business)
            return TypedResults.Ok(await search.Run(actor, Owner.Person(actor.PersonRow), query, cancellationToken));

        var membership = (await memberships.Of(actor, cancellationToken)).FirstOrDefault(m => m.BusinessId == business);

        return membership is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(
                await search.Run(actor, Owner.Business(membership.BusinessRow), query, cancellationToken)
            );
    }

    /// <summary>
    /// Finds messages of the whole marketplace, but for the notes of teams, the newest first. Each search is audited with its words;
    /// to read more than what it shows, open the conversation under oversight. Pages end as those of a person's own search do.
    /// </summary>
    internal static async Task<Ok<Page<SearchHit>>> SearchAll(
        [AsParameters] SearchMessagesQuery query,
        Actor actor,
        SearchMessages search,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await search.Run(actor, Owner.Platform, query, cancellationToken));
}

/// <summary>Searches what one side may read. The index proposes; the seat decides.</summary>
internal sealed class SearchMessages(
    Database database,
    SearchIndex index,
    ReadHits read,
    Cursors cursors,
    Installation installation,
    Clock clock
)
{
    private const string Purpose = "search";
    private const int DefaultLimit = 50;
    private const int MaxWords = 16;

    // What one page may look through before it ends: filters that hardly anything passes must not read everything.
    private const int MaxCandidates = 1000;

    // About a million messages, for each page up to the wanted one. Words that hardly ever stand together would be looked for in
    // everything that was ever said.
    private const int MaxSegments = 64;

    // Rows follow time but for clocks that were set, and nodes whose clocks differ.
    private static readonly TimeSpan ClockError = TimeSpan.FromHours(1);

    public async Task<Page<SearchHit>> Run(
        Actor actor,
        Owner side,
        SearchMessagesQuery query,
        CancellationToken cancellationToken
    )
    {
        var words = WordsOf(query);
        if (side == Owner.Platform && query.As is not null)
            throw RuleBrokenException.Field("as", "Who searches everything searches for nobody.");
        if (query.Page is not null && query.Before is not null)
            throw RuleBrokenException.Field("page", "Name the page by its number or by the one before it.");
        if (side == Owner.Platform)
            await database.Write(work => AuditLog.Record(work, Entry(actor, query)), cancellationToken);
        if (query.Unread is not null)
            await cursors.Flush();

        var search = new MessageSearch(
            actor,
            side,
            query,
            words,
            [.. await Filters(query, side, cancellationToken), .. words]
        );

        return await Collect(search, await Span(query, cancellationToken), cancellationToken);
    }

    private async Task<Page<SearchHit>> Collect(
        MessageSearch search,
        (long After, long Before) span,
        CancellationToken cancellationToken
    )
    {
        var limit = search.Query.Limit ?? DefaultLimit;
        var skipped = ((search.Query.Page ?? 1) - 1) * limit;
        var maxCandidates = MaxCandidates + skipped;
        var segmentsLeft = MaxSegments * (search.Query.Page ?? 1);
        var (after, before) = span;
        var hits = new List<SearchHit>(limit);
        var looked = 0;
        while (true)
        {
            // Most of what is found is shown, so the first piece is a page and one to know whether there is more.
            var count = looked == 0 ? limit + 1 : MaxCandidates / 4;
            var found = await index.Find(search.Terms, after, before, count, segmentsLeft, cancellationToken);
            segmentsLeft -= found.Segments;
            var candidates = found.Rows.Take(count).ToArray();
            foreach (var (row, hit) in await read.Run(search, candidates, cancellationToken))
            {
                if (hits.Count == limit)
                    return new Page<SearchHit>(hits, installation.Seal(Purpose, before));

                if (skipped > 0)
                    skipped--;
                else
                    hits.Add(hit);
                before = row;
            }

            if (candidates.Length < count)
                return new Page<SearchHit>(
                    hits,
                    found.GoOnBefore is { } older ? installation.Seal(Purpose, older) : null
                );

            before = candidates[^1];
            looked += count;
            if (looked >= maxCandidates)
                return new Page<SearchHit>(hits, installation.Seal(Purpose, before));
        }
    }

    private static IReadOnlyList<string> WordsOf(SearchMessagesQuery query)
    {
        var words = Words.Sought(query.Q);

        return words.Count switch
        {
            0 => throw RuleBrokenException.Field("q", "Name a word: letters or digits."),
            > MaxWords => throw RuleBrokenException.Field("q", $"Name at most {MaxWords} words."),
            _ => words,
        };
    }

    private AuditEntry Entry(Actor actor, SearchMessagesQuery query) =>
        new("messages.searched", AuditActor.Of(actor), clock.Now)
        {
            Data = new
            {
                query.Q,
                status = query.Status?.Value,
                query.Unread,
                orderStatus = query.OrderStatus?.Value,
                channel = query.Channel?.Value,
                senderRole = query.SenderRole?.Value,
                query.Business,
                query.From,
                query.To,
                query.Page,
                further = query.Before is not null,
            },
        };

    /// <summary>Terms of what never changes in a message, the reader first among them.</summary>
    private async Task<IReadOnlyList<string>> Filters(
        SearchMessagesQuery query,
        Owner side,
        CancellationToken cancellationToken
    )
    {
        var terms = new List<string> { Terms.Reader(side) };
        if (query.Channel is { } channel)
            terms.Add(Terms.Of(channel.Value));
        if (query.SenderRole is { } role)
            terms.Add(Terms.Of(role.Value));
        if (query.Business is { } id)
        {
            var row = await database.Read(
                work => work.One<long>("SELECT row_id FROM business WHERE id = @id", new { id }),
                cancellationToken
            );
            terms.Add(Terms.Business(row));
        }

        return terms;
    }

    /// <summary>The rows between which to look, both left out.</summary>
    private async Task<(long After, long Before)> Span(SearchMessagesQuery query, CancellationToken cancellationToken)
    {
        var before = installation.OpenBefore(Purpose, query.Before);
        if (query.From is null && query.To is null)
            return (0, before);

        return await database.Read(
            async work =>
            {
                var first = query.From is { } from ? await RowAt(work, from, -ClockError) : 0;
                var last = query.To is { } to ? await RowAt(work, to, ClockError) : null;

                return (Math.Max(0, (first ?? long.MaxValue) - 1), Math.Min(before, last ?? long.MaxValue));
            },
            cancellationToken
        );
    }

    /// <summary>The row of the first message from an instant on; null when there is none.</summary>
    private static Task<long?> RowAt(Work work, DateTimeOffset at, TimeSpan error) =>
        work.One<long?>(
            "SELECT row_id FROM message WHERE id >= @id ORDER BY id LIMIT 1",
            new { id = Ids.First(at.ToUnixTimeMilliseconds() + (long)error.TotalMilliseconds) }
        );
}
