using System.Globalization;
using System.Text;

namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>Writes metrics in the Prometheus text format 0.0.4.</summary>
internal sealed class PrometheusWriter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public void Head(string name, string help, MetricKind kind) => _text
        .Append("# HELP ").Append(name).Append(' ').Append(PrometheusNames.Escaped(help, quotes: false)).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(WireNames.Of(kind)).Append('\n');

    public void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(PrometheusNames.NumberOf(value)).Append('\n');
    }

    public void Family(MetricFamily family)
    {
        var isFirst = true;
        family.Write(series =>
        {
            if (isFirst)
            {
                Head(family.Name, family.Help, family.Kind);
                isFirst = false;
            }

            if (family.Kind == MetricKind.Histogram)
            {
                Histogram(family.Name, series);
            }
            else
            {
                Line(family.Name, series.Labels, series.Value);
            }
        });
    }

    public override string ToString() => _text.ToString();

    private void Histogram(string name, MetricSeries series)
    {
        var prefix = series.Labels.Length == 0 ? "" : series.Labels + ",";
        var sum = 0L;
        for (var i = 0; i < series.Buckets.Count; i++)
        {
            sum += series.Buckets[i];
            var bound = i < series.Bounds.Count ? series.Bounds[i] : double.PositiveInfinity;
            Line(
                name + "_bucket",
                string.Create(CultureInfo.InvariantCulture, $"{prefix}le=\"{PrometheusNames.NumberOf(bound)}\""),
                sum);
        }

        Line(name + "_sum", series.Labels, series.Value);
        Line(name + "_count", series.Labels, sum);
    }
}
