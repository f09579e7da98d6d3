using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Parley.Cli.Import;

/// <summary>One order as the file has it.</summary>
/// <param name="Line">Where it begins, from 1; in a JSON array, which of them it is.</param>
/// <param name="Json">The body of the push with <c>externalId</c> in it.</param>
/// <param name="Refusal">Why there is no JSON.</param>
internal sealed record OrderEntry(long Line, string Json, string? Refusal = null);

/// <summary>Reads the orders of a file one by one, so that memory does not grow with it.</summary>
internal static class OrderFile
{
    // What is no UTF-8 must not become question marks in somebody's name.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="file">Stays open: orders are on their way when it has been read, and its place shows how far.</param>
    /// <exception cref="ImportStoppedException">The file cannot be read to its end.</exception>
    public static async IAsyncEnumerable<OrderEntry> Read(
        string name,
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var entries = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".json" => Elements(file, cancellationToken),
            ".jsonl" or ".ndjson" => Lines(file, cancellationToken),
            ".csv" => new CsvOrders(new StreamReader(file, Utf8, leaveOpen: true)).Read(cancellationToken),
            _ => throw new ImportStoppedException("The file must be .json, .jsonl, .ndjson or .csv."),
        };
        var read = 0L;
        await using var reader = entries.GetAsyncEnumerator(cancellationToken);
        while (await Next(reader, read))
        {
            yield return reader.Current;
            read++;
        }
    }

    private static async Task<bool> Next(IAsyncEnumerator<OrderEntry> reader, long read)
    {
        try
        {
            return await reader.MoveNextAsync();
        }
        catch (DecoderFallbackException notUtf8)
        {
            throw new ImportStoppedException($"The file is not UTF-8 after order {read:N0}.", notUtf8);
        }
        catch (JsonException notJson)
        {
            throw new ImportStoppedException(
                $"The file is no JSON array after order {read:N0}: {notJson.Message}",
                notJson
            );
        }
        catch (CsvHelper.CsvFormatException notCsv)
        {
            throw new ImportStoppedException($"The file is no CSV after order {read:N0}: {notCsv.Message}", notCsv);
        }
    }

    private static async IAsyncEnumerable<OrderEntry> Elements(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var number = 0L;
        await foreach (
            var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(
                file,
                JsonSerializerOptions.Default,
                cancellationToken
            )
        )
            yield return new OrderEntry(++number, element.GetRawText());
    }

    private static async IAsyncEnumerable<OrderEntry> Lines(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(file, Utf8, leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return new OrderEntry(number, line);
        }
    }
}
