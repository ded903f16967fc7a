namespace Valhalla.Governance.Report.Rows;

/// <summary>
/// Rows that are measured together. To add a group, write one and name it in <see cref="Catalog"/>.
/// </summary>
internal interface IRowGroup
{
    /// <summary>Its name for <c>--only</c>; the ids of its rows begin with it and a slash.</summary>
    string Name { get; }

    /// <summary>Its heading.</summary>
    string Title { get; }

    /// <summary>How it is measured, what peer and limit are: sentences for the page.</summary>
    string Method { get; }

    /// <summary>The rows it measures, in the order in which they are printed.</summary>
    IReadOnlyList<RowSpec> Rows { get; }

    /// <summary>
    /// Measures those rows that are wanted and reports each by its id. A row that is not reported failed with the
    /// exception that leaves this method.
    /// </summary>
    /// <exception cref="NotMeasurableException">This machine lacks something that is needed.</exception>
    Task MeasureAsync(Measuring measuring);
}
