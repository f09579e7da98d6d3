namespace Parley.Conversations;

/// <summary>Who is connected now. What it says may be a few seconds old.</summary>
public interface IPresence
{
    /// <summary>Whether a person, or any member of a business, has a device connected.</summary>
    bool IsOnline(Owner side);
}
