using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Parley.Conversations;
using Parley.Messages;

namespace Parley.Live;

/// <summary>A message that has just been committed.</summary>
/// <param name="Heads">The newest number of its audience.</param>
public sealed record MessageShown(MessageView Message, IReadOnlyList<HeadView> Heads);

/// <summary>A line of one of the reader's lists as it stands now.</summary>
public sealed record InboxShown(Guid ConversationId, InboxRowView Row);

/// <summary>Somebody has got or read more.</summary>
public sealed record CursorShown(Guid ConversationId, IReadOnlyList<CursorView> Cursors);

/// <summary>Somebody is writing. Repeated every 3 seconds while he does, gone after 6 without.</summary>
public sealed record TypingShown(Guid ConversationId, SenderView Person, AudienceView Audience);

/// <summary>A person, or a business with any of its members, came or went.</summary>
/// <param name="LastSeenAt">When the last device went; absent while online.</param>
public sealed record PresenceShown(
    bool Online,
    Guid? PersonId = null,
    Guid? BusinessId = null,
    DateTimeOffset? LastSeenAt = null
);

/// <summary>Something about the connection itself.</summary>
/// <param name="Code"><c>refetch</c>, <c>signed_out</c> or <c>left</c>.</param>
/// <param name="ConversationId">The conversation that was left.</param>
public sealed record Notice(string Code, Guid? ConversationId = null);

/// <summary>Everything that the server says over the live connection. Each event takes exactly one object.</summary>
internal static class LiveFrames
{
    public static SerializedHubMessage Message(MessageShown shown) => Frame("message", shown);

    public static SerializedHubMessage Inbox(InboxShown shown) => Frame("inbox", shown);

    public static SerializedHubMessage Cursor(CursorShown shown) => Frame("cursor", shown);

    public static SerializedHubMessage Typing(TypingShown shown) => Frame("typing", shown);

    public static SerializedHubMessage Presence(PresenceShown shown) => Frame("presence", shown);

    public static SerializedHubMessage Notice(Notice notice) => Frame("notice", notice);

    private static SerializedHubMessage Frame(string name, object content) =>
        new(new InvocationMessage(name, [content]));
}
