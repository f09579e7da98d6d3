namespace Parley.Commerce;

/// <summary>What a conversation can be about. The numbers stand in the database.</summary>
public enum TopicKind
{
    Order = 1,
    Listing = 2,
    Service = 3,

    /// <summary>No particular thing.</summary>
    General = 4,
}
