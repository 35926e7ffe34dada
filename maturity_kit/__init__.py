"""Digital marketing maturity: models, scores and a workbook around them."""
