using Microsoft.Extensions.DependencyInjection;
using Parley.Kernel;
using Parley.Search;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Search;

/// <summary>The search in the words of the tests.</summary>
internal static class Searching
{
    /// <summary>Waits until everything that is stored is indexed.</summary>
    public static async Task IsIndexed(this World world)
    {
        var index = world.Services.GetRequiredService<SearchIndex>();
        using var patience = new CancellationTokenSource(Ear.Patience);
        while (true)
        {
            // The last in the order of commits, which is not that of rows where several nodes write.
            var last = await world.Database.Read(work =>
                work.One<long?>("SELECT row_id FROM message ORDER BY stamp DESC, row_id DESC LIMIT 1")
            );
            if ((await index.Place(patience.Token)).Row == (last ?? 0))
                return;
            await Task.Delay(20, patience.Token);
        }
    }

    public static Task<Page<SearchHit>> Finds(this Person person, string words, string query = "") =>
        person.Gets($"/search/messages?q={Uri.EscapeDataString(words)}{query}").Read<Page<SearchHit>>();

    public static Task<Page<SearchHit>> FindsAll(this Person admin, string words, string query = "") =>
        admin.Gets($"/admin/search/messages?q={Uri.EscapeDataString(words)}{query}").Read<Page<SearchHit>>();

    public static string Text(this SearchHit hit) => string.Concat(hit.Snippet.Select(piece => piece.Text));

    public static IEnumerable<string> Texts(this Page<SearchHit> page) => page.Items.Select(Text);
}
