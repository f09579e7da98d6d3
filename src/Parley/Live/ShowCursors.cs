using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Events;
using Parley.Kernel;

namespace Parley.Live;

/// <summary>Shows receipts: to the parties that read the audience, and what members do only inside their business.</summary>
internal sealed class ShowCursors(LiveAudience audience, ShowInbox inbox, ConversationCache conversations, INodeBus bus)
    : IShowCursors,
        IHostedService
{
    private const string Signal = "cursor.moved";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Listen(Signal, moved => _ = Show(moved.Deserialize<MovedCursor>(KernelModule.Json)!));

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Show(IReadOnlyList<MovedCursor> moved)
    {
        foreach (var cursor in moved)
        {
            inbox.Show(cursor.ConversationId, cursor.Reader);
            bus.Publish(Signal, JsonSerializer.SerializeToElement(cursor, KernelModule.Json));
            _ = Show(cursor);
        }
    }

    private async Task Show(MovedCursor moved)
    {
        if (await conversations.Find(moved.ConversationId, default) is not { } facts)
            return;

        SerializedHubMessage? frame = null;
        foreach (var socket in audience.Readers(facts, moved.Audience))
            if (IsVisible(moved, socket, facts))
                socket.Post(frame ??= LiveFrames.Cursor(new CursorShown(moved.ConversationId, [moved.View])));
    }

    private static bool IsVisible(MovedCursor moved, LiveSocket socket, ConversationFacts facts) =>
        moved.VisibleTo is not { } only
        || Seats.Of(socket.Actor, facts, socket.Memberships)!.Sides.Any(side => side.Owner == only);
}
