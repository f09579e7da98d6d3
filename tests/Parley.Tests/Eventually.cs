namespace Parley.Tests;

/// <summary>What is done after the answer, and is seen some moments later.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks until it is so.</summary>
    /// <returns>What was seen last.</returns>
    public static async Task<T> Is<T>(Func<Task<T>> look, Func<T, bool> isSo)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(20))
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            Assert.True(waited < Patience, $"It did not come; the last was {seen}.");
            await Task.Delay(20);
        }
    }
}
