using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;

namespace Parley.Live;

/// <summary>What a device says over the live connection.</summary>
/// <param name="ClientId">Chosen by the device; repeating it returns the first message.</param>
public sealed record LiveSend(
    Guid ConversationId,
    Guid ClientId,
    string Body,
    AudienceName? Audience = null,
    Guid? ReplyTo = null
);

/// <summary>A conversation that the device has open, or no longer.</summary>
public sealed record LiveWatch(Guid ConversationId);

/// <summary>The live door. Each method hands over to the use case that HTTP calls too, or to something that may be lost.</summary>
[Authorize(Access.SignedIn)]
public sealed class LiveHub(Seats seats, SendMessage send) : Hub
{
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
            // With the seat at hand, Run reaches the queue before it returns.
            await seats.Of(socket.Actor, message.ConversationId, Context.ConnectionAborted);

            return send.Run(
                socket.Actor,
                message.ConversationId,
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

    /// <summary>Tells that the device shows this conversation: it gets full messages and its presence is seen there.</summary>
    public async Task Watch(LiveWatch watch)
    {
        var seat =
            await seats.Of(Socket.Actor, watch.ConversationId, Context.ConnectionAborted)
            ?? throw new RuleBrokenException(Problem.NotFound);
        Socket.Watched[seat.Facts.RowId] = true;
    }

    /// <summary>Takes back <see cref="Watch"/>.</summary>
    public async Task Unwatch(LiveWatch watch)
    {
        if (await seats.Of(Socket.Actor, watch.ConversationId, Context.ConnectionAborted) is { } seat)
            Socket.Watched.TryRemove(seat.Facts.RowId, out _);
    }
}

/// <summary>Answers a broken rule as its stable code, with the seconds to wait behind a semicolon where waiting helps.</summary>
internal sealed class LiveProblems(IServiceProvider services, ILogger<LiveProblems> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (failure is not HubException)
        {
            var broken = Problems.Of(failure, services);
            if (broken.Problem == Problem.Internal)
                logger.LogError(failure, "{Method} failed", invocationContext.HubMethodName);
            var wait = broken.RetryAfter is { } span ? $";{Math.Ceiling(span.TotalSeconds)}" : "";

            throw new HubException(broken.Problem.Code + wait, failure);
        }
    }
}
