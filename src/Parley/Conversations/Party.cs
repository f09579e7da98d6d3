namespace Parley.Conversations;

/// <summary>A person or business that takes part in a conversation.</summary>
/// <param name="FromRow">Messages up to this row are not theirs to read; 0 is from the beginning.</param>
/// <param name="Id">The public id of the person or business; empty for the platform.</param>
/// <param name="Name">As shown to the others.</param>
public sealed record Party(Owner Owner, Role Role, long FromRow, Guid Id, string Name);
