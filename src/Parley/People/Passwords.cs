using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;

namespace Parley.People;

/// <summary>
/// Hashes and checks passwords (PBKDF2 with HMAC-SHA512, 100,000 rounds, as ASP.NET Core Identity stores it). One check takes
/// some 50 ms of a core, so only so many run at once that messages still pass.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> _hasher = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string _hashOfNobody;

    public Passwords() => _hashOfNobody = _hasher.HashPassword(Nobody, Token.New());

    public Task<string> Hash(string password, CancellationToken cancellationToken) =>
        InTurn(() => _hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>Takes the same time whether there is a hash or not, so that the answer does not tell who has an account.</summary>
    public Task<bool> Holds(string? hash, string password, CancellationToken cancellationToken) =>
        InTurn(
            () =>
                _hasher.VerifyHashedPassword(Nobody, hash ?? _hashOfNobody, password)
                    != PasswordVerificationResult.Failed
                && hash is not null,
            cancellationToken
        );

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}

/// <summary>A password that may be chosen: 10 to 200 characters, any of them, none taken away.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NewPasswordAttribute() : StringLengthAttribute(200)
{
    public const int Shortest = 10;

    public override bool IsValid(object? value) => value is not string { Length: < Shortest } && base.IsValid(value);

    public override string FormatErrorMessage(string name) => $"Must have {Shortest} to {MaximumLength} characters.";
}
