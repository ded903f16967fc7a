using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance;
using Valhalla.Governance.Runbook;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a host's own checks to the go-live runbook.</summary>
public static class ValhallaRunbookBuilderExtensions
{
    /// <summary>Adds a check of a type, as a singleton; once, however often it is called.</summary>
    /// <typeparam name="T">The check; its constructor is given services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ValhallaBuilder AddRunbookCheck<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this ValhallaBuilder builder)
        where T : class, IRunbookCheck
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddCheck<T>();
        return builder;
    }

    /// <summary>Adds a check.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="check">The check; it is not disposed with the services.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValhallaConfigurationException">The check has no usable id (VG0602).</exception>
    public static ValhallaBuilder AddRunbookCheck(this ValhallaBuilder builder, IRunbookCheck check)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(check);
        RequireId(check.Id);
        if (!builder.Services.Any(s => ReferenceEquals(s.ImplementationInstance, check)))
        {
            builder.Services.AddSingleton(check);
        }

        return builder;
    }

    /// <summary>Adds a check as a delegate.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="id">A stable id, 1 to 64 characters of <c>a-z 0-9 _ . -</c>.</param>
    /// <param name="severity">What its failure means.</param>
    /// <param name="check">
    /// The check, given the services of a scope of its own and a token that is signalled when the time is up. Details
    /// whose key ends in <c>_at</c> are times and do not count for the hash of the findings.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValhallaConfigurationException">The id is not usable (VG0602).</exception>
    public static ValhallaBuilder AddRunbookCheck(
        this ValhallaBuilder builder,
        string id,
        CheckSeverity severity,
        Func<IServiceProvider, CancellationToken, ValueTask<RunbookCheckOutcome>> check)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(check);
        RequireId(id);
        builder.Services.AddSingleton<IRunbookCheck>(provider =>
            new DelegateCheck(id, severity, check, provider.GetRequiredService<IServiceScopeFactory>()));
        return builder;
    }

    /// <summary>Adds a health check as a check of the runbook: healthy passes, anything else fails.</summary>
    /// <typeparam name="T">The health check; taken from the services, or made if it is not registered.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The id of the check, and the name the health check sees.</param>
    /// <param name="severity">What its failure means.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValhallaConfigurationException">The name is not usable (VG0602).</exception>
    public static ValhallaBuilder AddRunbookHealthCheck<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this ValhallaBuilder builder, string name, CheckSeverity severity = CheckSeverity.Blocker)
        where T : class, IHealthCheck
    {
        var registration = new HealthCheckRegistration(
            name, ActivatorUtilities.GetServiceOrCreateInstance<T>, failureStatus: null, tags: null);
        return builder.AddRunbookCheck(
            name, severity, (services, token) => HealthCheckOutcome.RunAsync(registration, services, token));
    }

    internal static void RequireId(string? id)
    {
        if (!NameRules.IsLowerName(id))
        {
            throw new ValhallaConfigurationException(
                RunbookErrors.InvalidCheckId,
                $"'{id}' is not usable as the id of a runbook check. Give 1 to 64 of a-z, 0-9, '_', '.', '-' "
                + "and begin with a letter or digit.");
        }
    }
}
