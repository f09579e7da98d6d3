using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Parley.Kernel;

// The framework's validation, asked where it does not ask itself; its API is still called an experiment.
#pragma warning disable ASP0029

namespace Parley.Live;

/// <summary>
/// Checks what a hub method is given as the HTTP endpoints check theirs, and answers a broken rule as its stable code, with the
/// seconds to wait behind a semicolon where waiting helps.
/// </summary>
internal sealed class LiveProblems(
    IServiceProvider services,
    IOptions<ValidationOptions> validation,
    ILogger<LiveProblems> logger
) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        try
        {
            foreach (var argument in invocationContext.HubMethodArguments)
                await Check(argument, invocationContext.Context.ConnectionAborted);

            return await next(invocationContext);
        }
        catch (Exception failure) when (failure is not HubException)
        {
            var broken = Problems.Of(failure, services);
            if (broken.Problem == Problem.Internal)
                logger.LogError(failure, "{Method} failed", invocationContext.HubMethodName);
            var wait = broken.RetryAfter is { } span ? $";{Math.Ceiling(span.TotalSeconds)}" : "";

            throw new HubException(broken.Problem.Code + wait, failure);
        }
    }

    private async Task Check(object? argument, CancellationToken cancellationToken)
    {
        // The common message by hand: the framework's way took a twentieth of a send. The use case asks the same of the words.
        if (argument is LiveSend { Body: not null, Others: null })
            return;
        if (argument is null || !validation.Value.TryGetValidatableTypeInfo(argument.GetType(), out var type))
            return;

        var context = new ValidateContext
        {
            ValidationOptions = validation.Value,
            ValidationContext = new ValidationContext(argument, services, items: null),
        };
        await type.ValidateAsync(argument, context, cancellationToken);
        if (context.ValidationErrors is { Count: > 0 } errors)
            throw new RuleBrokenException(Problem.InvalidRequest) { Errors = errors };
    }
}
