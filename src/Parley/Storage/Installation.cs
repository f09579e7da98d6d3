using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Kernel;

namespace Parley.Storage;

/// <summary>
/// What an installation made for itself at its first start, shared by all its nodes: its epoch, which a restored backup renews so
/// that clients fetch everything again, and a key for the cursors that it hands out.
/// </summary>
public sealed class Installation(Database database)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private byte[] _key = [];

    /// <summary>A cursor of another epoch is answered like none.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Reads what is there or makes it. Before the first request.</summary>
    public async Task Prepare(CancellationToken cancellationToken)
    {
        Epoch = await Ensure("epoch", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), cancellationToken);
        _key = Convert.FromBase64String(
            await Ensure("cursor_key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellationToken)
        );
    }

    private Task<string> Ensure(string name, string made, CancellationToken cancellationToken) =>
        database.Write(
            async work =>
            {
                await work.Execute(
                    "INSERT INTO installation (name, value) VALUES (@name, @made) ON CONFLICT (name) DO NOTHING",
                    new { name, made }
                );

                return (await work.One<string>("SELECT value FROM installation WHERE name = @name", new { name }))!;
            },
            cancellationToken
        );

    /// <summary>
    /// Numbers as an opaque word: encrypted, because row numbers and stamps would tell what others do, and authenticated, so that
    /// nobody makes one up.
    /// </summary>
    /// <param name="purpose">A word sealed for one purpose does not open for another.</param>
    public string Seal(string purpose, params ReadOnlySpan<long> numbers)
    {
        Span<byte> plain = stackalloc byte[numbers.Length * sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64BigEndian(plain[(i * sizeof(long))..], numbers[i]);

        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(
            sealedBytes.AsSpan(0, NonceBytes),
            plain,
            sealedBytes.AsSpan(NonceBytes + TagBytes),
            sealedBytes.AsSpan(NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(purpose)
        );

        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <returns>Null when the word was not made by this installation for this purpose.</returns>
    public long[]? Open(string purpose, string word)
    {
        const int maxWord = 4096;
        if (word.Length > maxWord || !Base64Url.IsValid(word, out var length) || length < NonceBytes + TagBytes)
            return null;

        var sealedBytes = Base64Url.DecodeFromChars(word);
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(
                sealedBytes.AsSpan(0, NonceBytes),
                sealedBytes.AsSpan(NonceBytes + TagBytes),
                sealedBytes.AsSpan(NonceBytes, TagBytes),
                plain,
                Encoding.UTF8.GetBytes(purpose)
            );
        }
        catch (CryptographicException)
        {
            return null;
        }

        var numbers = new long[plain.Length / sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(i * sizeof(long)));

        return numbers;
    }

    /// <summary>Where a page of a list begins: the numbers behind the <c>before</c> of its query.</summary>
    /// <param name="count">How many numbers the list seals.</param>
    /// <returns>Null for the first page.</returns>
    /// <exception cref="RuleBrokenException">The word was not made by this installation for this list.</exception>
    public long[]? OpenBefore(string purpose, string? word, int count)
    {
        if (word is null)
            return null;

        return Open(purpose, word) is { } numbers && numbers.Length == count
            ? numbers
            : throw RuleBrokenException.Field("before", "This was not made by this server for this list.");
    }

    /// <summary>As <see cref="OpenBefore(string, string, int)"/>, of a list with one number; above all for the first page.</summary>
    public long OpenBefore(string purpose, string? word) => OpenBefore(purpose, word, count: 1)?[0] ?? long.MaxValue;
}
