using System.Globalization;
using System.Text;

namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>Names, labels and numbers as the text format has them.</summary>
internal static class PrometheusNames
{
    /// <summary>The metric's name: underscores for dots, base units, <c>_total</c> for counters.</summary>
    public static string Of(string instrument, string? unit, MetricKind kind)
    {
        var name = new StringBuilder(Cleaned(instrument, allowColon: true));
        if (unit is "s" or "ms")
        {
            name.Append("_seconds");
        }

        return (kind == MetricKind.Counter ? name.Append("_total") : name).ToString();
    }

    /// <summary>What a measurement is multiplied with to be in the base unit.</summary>
    public static double ScaleOf(string? unit) => unit == "ms" ? 0.001 : 1;

    public static string LabelsOf(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(
        ',',
        tags.OrderBy(static t => t.Key, StringComparer.Ordinal)
            .Select(static t => $"{Cleaned(t.Key, allowColon: false)}=\"{Escaped(TextOf(t.Value), quotes: true)}\""));

    public static string NumberOf(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Escapes what would end a line, and in a label value what would end the value.</summary>
    public static string Escaped(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Cleaned(string name, bool allowColon)
    {
        var cleaned = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            var isAllowed = char.IsAsciiLetterOrDigit(character) || character == '_'
                || (allowColon && character == ':');
            cleaned.Append(isAllowed ? character : '_');
        }

        return cleaned.Length == 0 || char.IsAsciiDigit(cleaned[0]) ? "_" + cleaned : cleaned.ToString();
    }
}
