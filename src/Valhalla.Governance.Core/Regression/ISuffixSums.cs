namespace Valhalla.Governance.Regression;

/// <summary>The sums over the newest samples of a series.</summary>
internal interface ISuffixSums
{
    /// <summary>Over the newest <paramref name="count"/> samples; asked for in growing order.</summary>
    SampleSums Newest(int count);
}
