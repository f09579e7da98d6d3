using System.ComponentModel.DataAnnotations;

namespace Parley.Contact;

/// <summary>A quick question from any page.</summary>
/// <param name="Body">Plain text, 1 to 500 UTF-16 code units, not only white space.</param>
public sealed record InquiryMessage(
    Guid ClientId,
    [property: Required, StringLength(InquiryMessage.MaxLength, MinimumLength = 1)] string Body
)
{
    /// <summary>In UTF-16 code units. Who has more to say does so in the conversation.</summary>
    public const int MaxLength = 500;
}
