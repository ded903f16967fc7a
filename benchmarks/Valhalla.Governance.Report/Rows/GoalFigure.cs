namespace Valhalla.Governance.Report.Rows;

/// <summary>Which figure of a row a goal is about.</summary>
internal enum GoalFigure
{
    Ours,
    Ratio,
    Fraction,
}
