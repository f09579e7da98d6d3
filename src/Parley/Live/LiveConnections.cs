using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;

namespace Parley.Live;

/// <summary>
/// Takes SignalR's place as the keeper of connections: who hears what follows from parties and seats, not from groups that a
/// client could join, and a frame goes into each device's own queue instead of being awaited.
/// </summary>
internal sealed class LiveConnections(LiveSockets sockets, Memberships memberships) : HubLifetimeManager<LiveHub>
{
    // Browsers and phones of one person, with room to spare; each message of his goes to all of them.
    private const int MaxPerPerson = 50;

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        var actor = Actor.Of(connection.GetHttpContext()!)!;
        // A shop's key has no session that could end, so nothing would ever take the stream away from it.
        RuleBrokenException.Unless(actor.SessionRow != 0, Problem.Unauthenticated);
        RuleBrokenException.Unless(
            sockets.Of(Owner.Person(actor.PersonRow)).Count() < MaxPerPerson,
            Problem.RateLimited
        );
        var socket = new LiveSocket(connection, actor, await memberships.Of(actor, connection.ConnectionAborted));
        connection.Items[typeof(LiveSocket)] = socket;
        sockets.Add(socket);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items[typeof(LiveSocket)] is LiveSocket socket)
            sockets.Leave(socket);

        return Task.CompletedTask;
    }

    private static Exception Unused() => new NotSupportedException("Frames go through LiveSocket.Post.");

    public override Task SendAllAsync(
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendAllExceptAsync(
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendConnectionAsync(
        string connectionId,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendGroupAsync(
        string groupName,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendGroupExceptAsync(
        string groupName,
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendUserAsync(
        string userId,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task AddToGroupAsync(
        string connectionId,
        string groupName,
        CancellationToken cancellationToken = default
    ) => throw Unused();

    public override Task RemoveFromGroupAsync(
        string connectionId,
        string groupName,
        CancellationToken cancellationToken = default
    ) => throw Unused();
}
