namespace Valhalla.Governance.Report.Rows;

/// <summary>How much to measure, which rows are wanted, and where a group leaves what it has measured.</summary>
/// <param name="group">The group that measures.</param>
/// <param name="isQuick">Fewer and shorter repeats.</param>
/// <param name="isWanted">Whether a row is wanted, by its id.</param>
/// <param name="progress">Is told what runs.</param>
internal sealed class Measuring(IRowGroup group, bool isQuick, Predicate<string> isWanted, Action<string> progress)
{
    private readonly Dictionary<string, Figures> _figures = new(StringComparer.Ordinal);

    public bool IsQuick => isQuick;

    /// <summary>How often each way is measured.</summary>
    public int Repeats => isQuick ? 1 : 5;

    /// <summary>How long one run of a load lasts, without its warm-up.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(isQuick ? 0.5 : 2);

    /// <summary>The wanted rows of the group.</summary>
    public IReadOnlyList<RowSpec> Wanted { get; } = [.. group.Rows.Where(row => isWanted(row.Id))];

    public bool IsWanted(string id) => Wanted.Any(row => row.Id == id);

    public bool IsAnyWanted(params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            if (IsWanted(id))
            {
                return true;
            }
        }

        return false;
    }

    public void Progress(string text) => progress($"{group.Name}: {text}");

    public Figures? Find(string id) => _figures.GetValueOrDefault(id);

    /// <summary>Leaves the figures of a row; one that is not wanted is passed over.</summary>
    public void Report(string id, Figures figures)
    {
        if (IsWanted(id))
        {
            _figures[id] = figures;
        }
    }

    /// <summary>Says of every row left so far that its run was not exact, if there is something to say.</summary>
    public void MarkInexact(string? inexact)
    {
        if (inexact is not null)
        {
            foreach (var (id, figures) in _figures.ToArray())
            {
                _figures[id] = figures with { Inexact = inexact };
            }
        }
    }

    /// <summary>Leaves the medians of repeats that were interleaved.</summary>
    public void Report(
        string id,
        IReadOnlyList<double> ours,
        IReadOnlyList<double>? peer = null,
        IReadOnlyList<double>? limit = null)
    {
        if (Wanted.FirstOrDefault(row => row.Id == id) is { } spec)
        {
            Report(id, Figures.Of(spec, ours, peer, limit));
        }
    }
}
