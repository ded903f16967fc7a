using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Valhalla.Governance;

/// <summary>Reads the governed environment from the host's configuration.</summary>
internal static class GovernedEnvironmentReader
{
    public const string NameKey = "Valhalla:Environment";

    public const string EnforceKey = "GO_LIVE_ENFORCE";

    private const string Production = "production";
    private const int MaxNameLength = 64;

    // As many as a hurried hand makes.
    private const int MaxSlips = 2;

    private static readonly FrozenSet<string> ProductionWords =
        FrozenSet.Create(StringComparer.Ordinal, "production", "prod", "prd", "live");

    private static readonly FrozenSet<string> NegatingWords =
        FrozenSet.Create(StringComparer.Ordinal, "pre", "non", "not", "no");

    private static readonly FrozenSet<string> NotProduction = FrozenSet.Create(
        StringComparer.Ordinal,
        "development", "dev", "local", "test", "tests", "testing", "unittest", "unittests", "integrationtest",
        "integrationtests", "e2e", "ci", "sandbox", "demo");

    /// <summary>Whether a name is probably meant as production and would enforce nothing.</summary>
    public static bool IsAlmostProduction(string name)
    {
        var words = name.Split(['-', '_', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return !string.Equals(name, Production, StringComparison.Ordinal)
            && words.Any(LooksLikeProduction)
            && !words.Any(NegatingWords.Contains);
    }

    // Products, producers and deliveries are none.
    private static bool LooksLikeProduction(string word) =>
        ProductionWords.Contains(word)
        || HoldsUnnegated(word, word.IndexOf(Production, StringComparison.Ordinal))
        || (HoldsUnnegated(word, word.IndexOf("prod", StringComparison.Ordinal))
            && !word.Contains("produc", StringComparison.Ordinal))
        || word.StartsWith("live", StringComparison.Ordinal)
        || (word.EndsWith("live", StringComparison.Ordinal) && HoldsUnnegated(word, word.Length - "live".Length))
        || Distance(word, Production) <= MaxSlips;

    private static bool HoldsUnnegated(string word, int at) =>
        at >= 0 && !NegatingWords.Any(negation => word.AsSpan(0, at).EndsWith(negation, StringComparison.Ordinal));

    /// <summary>How many letters have to be changed, added or left out to make one word of the other.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i + 1);
            for (var j = 0; j < other.Length; j++)
            {
                var changed = diagonal + (one[i] == other[j] ? 0 : 1);
                (diagonal, row[j + 1]) = (row[j + 1], Math.Min(changed, Math.Min(row[j], row[j + 1]) + 1));
            }
        }

        return row[other.Length];
    }

    /// <summary>Reads it.</summary>
    /// <param name="configuration">
    /// The host's configuration, which holds the environment variables; may be null.
    /// </param>
    /// <param name="host">The host's environment; may be null.</param>
    /// <param name="databaseChosenInCode">Whether the host named its database in code.</param>
    /// <exception cref="ValhallaConfigurationException">The name is malformed, or almost <c>production</c>.</exception>
    public static GovernedEnvironment Read(
        IConfiguration? configuration, IHostEnvironment? host, bool databaseChosenInCode)
    {
        var (chosen, source, overruled) = Chosen(configuration);

        // Without any word about it the strict reading holds, as it does for .NET's own host environment.
        var name = (chosen ?? host?.EnvironmentName ?? Environments.Production).Trim().ToLowerInvariant();
        if (name.Length is 0 or > MaxNameLength || !name.All(IsNameCharacter))
        {
            throw new ValhallaConfigurationException(
                EnvironmentErrors.InvalidName,
                "The governed environment needs a name of 1 to 64 letters, digits, '_', '.' or '-': set ENV or "
                + "Valhalla:Environment, for example to production.");
        }

        if (chosen is not null && IsAlmostProduction(name))
        {
            throw new ValhallaConfigurationException(
                EnvironmentErrors.AlmostProduction,
                $"The governed environment is '{name}', and only 'production' is enforced: set ENV or "
                + "Valhalla:Environment to production, or to another name if this is not production.");
        }

        return new GovernedEnvironment(
            name,
            IsEnforcementRequested: FirstText(configuration, EnforceKey) != "0",
            IsDatabaseExplicit: databaseChosenInCode || NamesDatabase(configuration))
        {
            IsUnknown = chosen is null
                && !string.Equals(name, Production, StringComparison.Ordinal)
                && !NotProduction.Contains(name),
            Source = source ?? (host is null ? "no setting" : "the host's environment"),
            Overruled = overruled,
        };
    }

    /// <summary>
    /// The name that was chosen: the first one, or where the other one is stricter about production, that.
    /// </summary>
    private static (string? Name, string? Source, string? Overruled) Chosen(IConfiguration? configuration)
    {
        const string first = "ENV";
        var (one, other) = (FirstText(configuration, first), FirstText(configuration, NameKey));
        if (one is null || other is null)
        {
            return one is not null ? (one, first, null) : (other, other is null ? null : NameKey, null);
        }

        return IsStrict(other) && !IsStrict(one)
            ? (other, NameKey, $"{first} says '{one}'")
            : (one, first, IsStrict(one) && !IsStrict(other) ? $"{NameKey} says '{other}'" : null);
    }

    // One that only looks like production is refused, which is stricter still.
    private static bool IsStrict(string name)
    {
        var lower = name.ToLowerInvariant();
        return string.Equals(lower, Production, StringComparison.Ordinal) || IsAlmostProduction(lower);
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    private static bool NamesDatabase(IConfiguration? configuration) =>
        FirstText(configuration, "DATABASE_URL", "Valhalla:DatabaseUrl", "ConnectionStrings:Valhalla") is not null;

    private static string? FirstText(IConfiguration? configuration, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (configuration?[key]?.Trim() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }
}
