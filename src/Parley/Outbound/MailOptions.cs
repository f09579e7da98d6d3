using System.ComponentModel.DataAnnotations;

namespace Parley.Outbound;

/// <summary>How mails leave.</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    /// <summary>The SMTP server. Empty means that mails are written to the outbox folder, one file each.</summary>
    public string? SmtpHost { get; init; }

    /// <summary>The SMTP server's port.</summary>
    [Range(1, 65535)]
    public int SmtpPort { get; init; } = 587;

    /// <summary>Whether the connection is encrypted (STARTTLS). Turn off only for a relay on the same machine.</summary>
    public bool SmtpTls { get; init; } = true;

    public string? SmtpUser { get; init; }

    public string? SmtpPassword { get; init; }

    /// <summary>The sender of all mails.</summary>
    [Required, EmailAddress]
    public string From { get; init; } = "parley@localhost.localdomain";

    /// <summary>Where mails are written while there is no SMTP server; <c>outbox</c> in the data folder if left out.</summary>
    public string? Outbox { get; set; }
}
