namespace Parley.Conversations;

/// <summary>Who is connected now. What it says may be a few seconds old.</summary>
public interface IPresence
{
    /// <summary>Whether a person, or any member of a business, has a device connected.</summary>
    bool IsOnline(Owner side);

    /// <summary>When its last device went. Null while it is online, and when it was not seen since the server started.</summary>
    DateTimeOffset? LastSeenAt(Owner side);
}
