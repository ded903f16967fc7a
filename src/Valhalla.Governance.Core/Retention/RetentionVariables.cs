using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Retention;

/// <summary>The variables that the source documents name, over what the section says.</summary>
internal sealed class RetentionVariables(IConfiguration configuration) : IPostConfigureOptions<RetentionOptions>
{
    public const string EnabledKey = "RETENTION_ENABLED";
    public const string MinutesKey = "RETENTION_CRON_MINUTES";

    private const int MaxMinutes = 31 * 24 * 60;

    public void PostConfigure(string? name, RetentionOptions options)
    {
        if (configuration[EnabledKey] is { Length: > 0 } enabled)
        {
            options.Enabled = enabled.Trim().ToUpperInvariant() switch
            {
                "TRUE" or "1" => true,
                "FALSE" or "0" => false,
                _ => throw Invalid(EnabledKey, "true, false, 1 or 0"),
            };
        }

        if (configuration[MinutesKey] is { Length: > 0 } text)
        {
            options.Interval = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
                && minutes is >= 1 and <= MaxMinutes
                    ? TimeSpan.FromMinutes(minutes)
                    : throw Invalid(MinutesKey, $"whole minutes, 1 to {MaxMinutes}");
        }
    }

    private static ValhallaConfigurationException Invalid(string key, string allowed) =>
        new(RetentionErrors.InvalidVariable, $"{key} cannot be read. Set it to {allowed}, or remove it.");
}
