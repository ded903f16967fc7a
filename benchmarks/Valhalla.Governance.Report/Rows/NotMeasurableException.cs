namespace Valhalla.Governance.Report.Rows;

/// <summary>This machine lacks what a measurement needs: nothing is wrong, and nothing is measured.</summary>
internal sealed class NotMeasurableException(string message) : Exception(message);
