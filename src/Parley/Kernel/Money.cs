namespace Parley.Kernel;

/// <summary>An amount of money.</summary>
/// <param name="Minor">In the minor unit of the currency (cents), as ISO 4217 defines it; negative for refunds.</param>
/// <param name="Currency">The three letters of ISO 4217.</param>
public sealed record Money(long Minor, string Currency);
