namespace Valhalla.Governance;

/// <summary>A change of a tripwire policy: what is null stays as it is, or takes its default in a new policy.</summary>
/// <param name="Series">The series.</param>
/// <param name="Author">Who asks.</param>
public sealed record RegressionPolicyChange(KpiSeries Series, ChangeAuthor Author)
{
    /// <summary>See <see cref="RegressionPolicy.Enabled"/>.</summary>
    public bool? Enabled { get; init; }

    /// <summary>See <see cref="RegressionPolicy.WindowEvents"/>.</summary>
    public int? WindowEvents { get; init; }

    /// <summary>See <see cref="RegressionPolicy.BaselineEvents"/>.</summary>
    public int? BaselineEvents { get; init; }

    /// <summary>See <see cref="RegressionPolicy.MaxDrop"/>.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>See <see cref="RegressionPolicy.Action"/>.</summary>
    public RegressionAction? Action { get; init; }

    /// <summary>See <see cref="RegressionPolicy.Kind"/>.</summary>
    public RegressionKind? Kind { get; init; }

    /// <summary>See <see cref="RegressionPolicy.Direction"/>.</summary>
    public RegressionDirection? Direction { get; init; }

    /// <summary>See <see cref="RegressionPolicy.Evidence"/>.</summary>
    public RegressionEvidence? Evidence { get; init; }

    /// <summary>Why.</summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Normalize(value);
    }
}
