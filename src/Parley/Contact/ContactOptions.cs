using System.ComponentModel.DataAnnotations;

namespace Parley.Contact;

/// <summary>How people write to whom they have bought nothing from, and without an account.</summary>
public sealed record ContactOptions
{
    public const string Section = "Contact";

    /// <summary>Conversations that a customer may start within any hour with businesses from which he has bought nothing.</summary>
    [Range(1, 10_000_000)]
    public int StrangerStartsPerHour { get; init; } = 5;

    /// <summary>Inquiries that may come from one source without an account in any 60 minutes.</summary>
    [Range(1, 10_000_000)]
    public int InquiriesPerHour { get; init; } = 20;
}
