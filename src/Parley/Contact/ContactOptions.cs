using System.ComponentModel.DataAnnotations;

namespace Parley.Contact;

/// <summary>How people without an account write.</summary>
public sealed record ContactOptions
{
    public const string Section = "Contact";

    /// <summary>Inquiries that may come from one source without an account in any 60 minutes.</summary>
    [Range(1, 10_000_000)]
    public int InquiriesPerHour { get; init; } = 20;
}
