using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Events;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;

namespace Parley.Live;

/// <summary>For whom somebody is writing.</summary>
/// <param name="Audience">Everyone in the conversation if left out; a note shows only to those who will read it.</param>
public sealed record TypingRequest(AudienceName? Audience = null)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class TypingEndpoint
{
    public static void MapTyping(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/conversations/{conversationId:guid}/typing", Handle)
            .WithName("Typing")
            .WithTags("Live")
            .For(
                Access.SignedInOrGuest,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );

    /// <summary>Tells the others that the caller is writing. Repeat it every 3 seconds; it is forgotten after 6.</summary>
    internal static async Task<Results<NoContent, NotFound>> Handle(
        Guid conversationId,
        TypingRequest request,
        Actor actor,
        Typing typing,
        CancellationToken cancellationToken
    ) =>
        await typing.Run(actor, conversationId, request.Audience, origin: null, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>Passes on that somebody is writing. Never stored; carries only what may be lost.</summary>
internal sealed class Typing(
    Seats seats,
    ConversationCache conversations,
    LiveAudience readers,
    INodeBus bus,
    Clock clock
) : IHostedService
{
    private const string Signal = "typing";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Listen(Signal, typed => _ = ShowFromElsewhere(typed.Deserialize<TypingSignal>(KernelModule.Json)!));

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed record TypingSignal(TypingShown Shown, AudienceKind Kind, long Owner, long PersonRow);

    // A little under the 3 s in which devices repeat it, so that a steady writer is never cut.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<(long PersonRow, long ConversationRow, AudienceKind Kind), long> _lastShown =
        new();

    /// <returns>False when there is no such conversation for the actor.</returns>
    public async Task<bool> Run(
        Actor actor,
        Guid conversationId,
        AudienceName? name,
        string? origin,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return false;

        var audience = seat.Address(name ?? AudienceName.Everyone);
        if ((seat.IsBlocked && audience == Audience.Everyone) || !TakeTurn(seat, audience.Kind))
            return true;

        var shown = new TypingShown(
            conversationId,
            SenderView.Of(SendMessage.SenderOf(seat)),
            AudienceView.Of(audience, seat.Facts)
        );
        var signal = new TypingSignal(shown, audience.Kind, audience.Owner.Value, actor.PersonRow);
        bus.Publish(Signal, JsonSerializer.SerializeToElement(signal, KernelModule.Json));
        Show(seat.Facts, signal, origin);

        return true;
    }

    private async Task ShowFromElsewhere(TypingSignal signal)
    {
        if (await conversations.Find(signal.Shown.ConversationId, default) is { } facts)
            Show(facts, signal, origin: null);
    }

    private void Show(ConversationFacts facts, TypingSignal signal, string? origin)
    {
        SerializedHubMessage? frame = null;
        foreach (var socket in readers.Readers(facts, new Audience(signal.Kind, new Owner(signal.Owner))))
            if (socket.Id != origin && socket.Actor.PersonRow != signal.PersonRow)
                socket.Post(frame ??= LiveFrames.Typing(signal.Shown));
    }

    // A note that is being written must not hold up what the customer sees, so each kind has its own turn.
    private bool TakeTurn(Seat seat, AudienceKind kind)
    {
        if (_lastShown.Count > SweepAbove)
            foreach (var (key, shownAt) in _lastShown)
                if (clock.Since(shownAt) > Pause)
                    _lastShown.TryRemove(key, out _);

        var id = (seat.Actor.PersonRow, seat.Facts.RowId, kind);
        if (_lastShown.TryGetValue(id, out var last) && clock.Since(last) < Pause)
            return false;
        _lastShown[id] = clock.Ticks;

        return true;
    }
}
