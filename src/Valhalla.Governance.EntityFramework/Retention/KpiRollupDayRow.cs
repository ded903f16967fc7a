using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>A row of <c>kpi_rollup_day</c>: the sums of one series over the events of one UTC day.</summary>
internal sealed class KpiRollupDayRow
{
    public DateOnly Day { get; set; }

    public string Domain { get; set; } = "";

    public string Metric { get; set; } = "";

    public long Events { get; set; }

    public long Successes { get; set; }

    public long Failures { get; set; }

    public long Values { get; set; }

    public double ValueSum { get; set; }

    public double? ValueMin { get; set; }

    public double? ValueMax { get; set; }

    public long Durations { get; set; }

    public double DurationMsSum { get; set; }

    public KpiRollupDay ToDay() => new(Day, new KpiSeries(new DomainName(Domain), new MetricName(Metric)))
    {
        Events = Events,
        Successes = Successes,
        Failures = Failures,
        Values = Values,
        ValueSum = ValueSum,
        ValueMin = ValueMin,
        ValueMax = ValueMax,
        Durations = Durations,
        DurationMsSum = DurationMsSum,
    };

    public void Apply(KpiRollupDay day)
    {
        Day = day.Day;
        Domain = day.Series.Domain.Value;
        Metric = day.Series.Metric.Value;
        Events = day.Events;
        Successes = day.Successes;
        Failures = day.Failures;
        Values = day.Values;
        ValueSum = day.ValueSum;
        ValueMin = day.ValueMin;
        ValueMax = day.ValueMax;
        Durations = day.Durations;
        DurationMsSum = day.DurationMsSum;
    }
}
