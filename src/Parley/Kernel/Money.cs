using System.ComponentModel.DataAnnotations;

namespace Parley.Kernel;

/// <summary>An amount of money.</summary>
/// <param name="Minor">
/// In the minor unit of the currency (cents), as ISO 4217 defines it; negative for refunds. Within what JavaScript counts exactly.
/// </param>
/// <param name="Currency">The three letters of ISO 4217.</param>
public sealed record Money(
    [property: Range(-(double)Money.MaxMinor, Money.MaxMinor)] long Minor,
    [property: RegularExpression("^[A-Z]{3}$")] string Currency
)
{
    public const long MaxMinor = 9_007_199_254_740_991;
}
