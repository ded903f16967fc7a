using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Valhalla.Governance;
using Valhalla.Governance.Runbook;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes health checks of the host checks of the go-live runbook.</summary>
public static class ValhallaRunbookHealthCheckExtensions
{
    /// <summary>
    /// Adds a health check that the host registers with <c>AddHealthChecks()</c>, by its name. Healthy passes; anything
    /// else fails, and so does a name that is not registered when the runbook runs.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the health check.</param>
    /// <param name="severity">What its failure means.</param>
    /// <param name="id">
    /// The id in the runbook, 1 to 64 characters of <c>a-z 0-9 _ . -</c>; null makes one of the name.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValhallaConfigurationException">The id is not usable (VG0602).</exception>
    public static ValhallaBuilder AddRunbookHealthCheck(
        this ValhallaBuilder builder, string name, CheckSeverity severity = CheckSeverity.Blocker, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.AddRunbookCheck(id ?? ToId(name), severity, (services, cancellationToken) =>
        {
            var registered = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
            return registered.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)) is
            { } registration
                ? HealthCheckOutcome.RunAsync(registration, services, cancellationToken)
                : new(new RunbookCheckOutcome(false, $"No health check is registered under the name '{name}'."));
        });
    }

    private static string ToId(string name)
    {
        var id = new StringBuilder(name.Length);
        foreach (var character in name.ToLowerInvariant())
        {
            id.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '_');
        }

        return id.ToString();
    }
}
