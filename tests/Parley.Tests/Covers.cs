using Xunit.v3;

namespace Parley.Tests;

/// <summary>Names the items of the requirements ledger that this test proves: it would fail without them. At most six.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CoversAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [.. ids.Select(id => KeyValuePair.Create("Covers", id))];
}
