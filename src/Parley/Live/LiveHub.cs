using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Validation;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;

// The framework's validation, asked where it does not ask itself; its API is still called an experiment.
#pragma warning disable ASP0029

namespace Parley.Live;

/// <summary>What a device says over the live connection.</summary>
/// <param name="ClientId">Chosen by the device; repeating it returns the first message.</param>
[ValidatableType]
public sealed record LiveSend(
    Guid ConversationId,
    Guid ClientId,
    [property: Required, StringLength(Message.MaxBodyLength, MinimumLength = 1)] string Body,
    AudienceName? Audience = null,
    Guid? ReplyTo = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A conversation that the device has open, or no longer.</summary>
public sealed record LiveWatch(Guid ConversationId);

/// <summary>How far a device has got or shown messages.</summary>
[ValidatableType]
public sealed record LiveMark(
    Guid ConversationId,
    [property: MaxLength(Parley.Conversations.MarkRead.MaxEntries), NoNulls] IReadOnlyList<MarkUpTo> UpTo
);

/// <summary>Somebody writes.</summary>
public sealed record LiveTyping(Guid ConversationId, AudienceName? Audience = null);

/// <summary>Where to read the feed from; where it stands now without a cursor.</summary>
public sealed record LiveSync(string? Cursor = null);

/// <summary>The live door. Each method hands over to the use case that HTTP calls too, or to something that may be lost.</summary>
[Authorize(Access.SignedInOrGuest)]
internal sealed class LiveHub(
    Seats seats,
    SendMessage send,
    MarkRead mark,
    Typing typing,
    Sync sync,
    LiveSockets sockets
) : Hub
{
    // A screen shows a few; each costs memory here and a look with every change of the parties.
    private const int MaxWatched = 50;

    private LiveSocket Socket => (LiveSocket)Context.Items[typeof(LiveSocket)]!;

    /// <summary>Sends a message and answers it once it is on disk.</summary>
    public async Task<MessageView> Send(LiveSend message)
    {
        var sent = await Enter(message, Socket);

        return (await sent ?? throw new RuleBrokenException(Problem.NotFound)).Message;
    }

    /// <summary>Puts the draft into the log's queue before the next one of this device may.</summary>
    private async ValueTask<Task<SentView?>> Enter(LiveSend message, LiveSocket socket)
    {
        await socket.SendTurn.WaitAsync(Context.ConnectionAborted);
        try
        {
            var seat = await seats.Of(socket.Actor, message.ConversationId, Context.ConnectionAborted);
            RuleBrokenException.Unless(seat is not null, Problem.NotFound);

            return send.Run(
                seat!,
                new SendMessageRequest(message.Body, message.ClientId, message.Audience, message.ReplyTo),
                Channel.InApp,
                socket.Id,
                Context.ConnectionAborted
            );
        }
        finally
        {
            socket.SendTurn.Release();
        }
    }

    /// <summary>Tells that messages have reached this device.</summary>
    public async Task MarkDelivered(LiveMark marked) => await Mark(marked, isRead: false);

    /// <summary>Tells that messages were shown to the person.</summary>
    public async Task MarkRead(LiveMark marked) => await Mark(marked, isRead: true);

    private async Task Mark(LiveMark marked, bool isRead) =>
        RuleBrokenException.Unless(
            await mark.Run(Socket.Actor, marked.ConversationId, marked.UpTo, isRead, Context.ConnectionAborted),
            Problem.NotFound
        );

    /// <summary>Tells the others that the person is writing.</summary>
    public async Task Typing(LiveTyping typed) =>
        RuleBrokenException.Unless(
            await typing.Run(Socket.Actor, typed.ConversationId, typed.Audience, Socket.Id, Context.ConnectionAborted),
            Problem.NotFound
        );

    /// <summary>Tells that the device shows this conversation: it gets full messages and hears who comes and goes.</summary>
    public async Task Watch(LiveWatch watch)
    {
        var seat = await seats.Of(Socket.Actor, watch.ConversationId, Context.ConnectionAborted);
        RuleBrokenException.Unless(seat is not null, Problem.NotFound);
        RuleBrokenException.Unless(Socket.Watched.Count < MaxWatched, Problem.RateLimited);
        sockets.Watch(Socket, seat!.Facts);
    }

    /// <summary>Takes back <see cref="Watch"/>.</summary>
    public async Task Unwatch(LiveWatch watch)
    {
        var seat = await seats.Of(Socket.Actor, watch.ConversationId, Context.ConnectionAborted);
        RuleBrokenException.Unless(seat is not null, Problem.NotFound);
        sockets.Unwatch(Socket, seat!.Facts);
    }

    /// <summary>Reads the feed, as GET /sync does.</summary>
    public Task<SyncPage> Sync(LiveSync from) => sync.Run(Socket.Actor, from.Cursor, Context.ConnectionAborted);
}
