using System.Text.Json.Serialization;

namespace Parley.Conversations;

/// <summary>What somebody is in one conversation. The numbers stand in the database.</summary>
public enum Role
{
    Customer = 1,
    Seller = 2,
    Supplier = 3,
    Reseller = 4,
    Platform = 5,
    Assistant = 6,
    System = 7,
}

/// <summary>The life cycle of a conversation. The numbers stand in the database.</summary>
public enum ConversationStatus
{
    Open = 1,

    /// <summary>Done for now; the next message opens it again.</summary>
    Resolved = 2,

    /// <summary>Over; nobody can write until it is opened again.</summary>
    Closed = 3,
}

/// <summary>Who has the next word.</summary>
public enum WaitingOn
{
    Nobody,
    Customer,
    Business,
}

/// <summary>The kinds of audience. The numbers stand in the database.</summary>
public enum AudienceKind
{
    /// <summary>Everyone in the conversation.</summary>
    Everyone = 1,

    /// <summary>The members of one business: an internal note.</summary>
    Team = 2,

    /// <summary>The staff of the marketplace.</summary>
    Platform = 3,

    /// <summary>The staff of the marketplace and one party.</summary>
    [JsonStringEnumMemberName("platformWith")]
    PlatformWith = 4,
}

/// <summary>The way a message came. Set by the door that it came through, never by the client. The numbers stand in the database.</summary>
public enum Channel
{
    InApp = 1,
    Email = 2,
    Whatsapp = 3,
    Sms = 4,
}
